import { listTopUps } from '#shared/contracts/assetsDesk';
import { sum } from '#shared/domain/money';
import { between, gte } from '../kit/conditions';
import { byId, readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { storeNames } from './views/statement';
import { topUpView } from './views/topUpView';

/** Top-ups sold in the shop, newest first, with the drawer's sums. */
export const main = serve(listTopUps, async ({ storeId, from, to, memberId }, ctx) => {
  const topUps = await readAll(ctx.db, 'topUps', {
    storeId,
    createdAt: from < to ? between(from, to) : gte(from),
    ...(memberId === undefined ? {} : { memberId }),
  });
  const shown = topUps.filter(({ status }) => status !== 'created' && status !== 'closed');
  const ids = shown.map((topUp) => topUp.memberId);
  const [members, assets, names] = await Promise.all([
    byId(ctx.db, 'members', ids),
    byId(ctx.db, 'assets', ids),
    storeNames(ctx.db, [storeId]),
  ]);
  const taken = (via: string) =>
    sum(shown.filter((t) => t.via === via).map((t) => t.payFen - t.refundFen));
  return {
    items: shown
      .toSorted((a, b) => b.createdAt - a.createdAt)
      .map((topUp) =>
        topUpView(topUp, {
          member: members.get(topUp.memberId),
          assets: assets.get(topUp.memberId),
          storeName: names.get(storeId) ?? '',
        }),
      ),
    cashFen: Math.max(0, taken('cash')),
    otherFen: Math.max(0, taken('other')),
  };
});
