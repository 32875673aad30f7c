import { listMembers } from '#shared/contracts/hqMoney';
import { sorted } from '#shared/domain/membership/levels';
import { cardHolds, memberRights } from '#shared/domain/membership/rights';
import { between, noneOf, oneOf, type Condition } from '../kit/conditions';
import type { Ctx, Where } from '../kit/ports';
import { byId, readAll } from '../kit/readAll';
import { normalPhone } from '../kit/seal';
import { serve } from '../kit/serve';
import { sortBy } from '../kit/sorting';
import { emptyAssets } from './books';
import { moneyRules } from './rules';
import { customerName, levelName } from './views/assetView';

/** HQ's table of members, phones masked; a phone is found by its blind index, a name by its beginning. */
export const main = serve(listMembers, async ({ query, levelId, sort, page, size }, ctx) => {
  const rules = await moneyRules(ctx);
  const where: Where = {
    ...named(ctx, query),
    ...(levelId === undefined
      ? {}
      : { _id: await ofLevel(ctx, levelId, sorted(rules.levels)[0]?.levelId === levelId) }),
  };
  const [members, total] = await Promise.all([
    ctx.db.find('members', where, {
      sort: sortBy(sort, { createdAt: -1 }),
      skip: (page - 1) * size,
      limit: size,
    }),
    ctx.db.count('members', where),
  ]);
  const own = await byId(
    ctx.db,
    'assets',
    members.map(({ _id }) => _id),
  );
  return {
    items: members.map((member) => {
      const assets = own.get(member._id) ?? emptyAssets(member._id, rules);
      const { principalFen, bonusFen } = assets.wallet;
      return {
        memberId: member._id,
        nickname: customerName(member),
        phone: member.phoneMasked ?? null,
        createdAt: member.createdAt,
        levelName: levelName(rules.levels, assets),
        growth: assets.growth,
        principalFen,
        bonusFen,
        points: memberRights(assets, rules, ctx.now).points.spendable,
        debt: assets.points.debt,
        card: cardHolds(assets.card, ctx.now),
      };
    }),
    total,
  };
});

function named({ seal }: Pick<Ctx, 'seal'>, query: string): Where {
  if (query === '') return {};
  const phone = normalPhone(query);
  if (phone) return { phoneIdx: seal.index('phone', phone) };
  if (query.startsWith('m_')) return { _id: query };
  return { nickname: between(query, `${query}\u{ffff}`) };
}

/** Members without a document have the first level, so that one is everybody but the others. */
async function ofLevel(
  { db }: Pick<Ctx, 'db'>,
  levelId: string,
  isFirst: boolean,
): Promise<Condition> {
  const where = isFirst ? { levelId: noneOf([levelId]) } : { levelId };
  const ids = (await readAll(db, 'assets', where, { only: ['_id'] })).map(({ _id }) => _id);
  return isFirst ? noneOf(ids) : oneOf(ids);
}
