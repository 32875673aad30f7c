import { replenish } from '#shared/contracts/supply';
import { comingOf } from '#shared/domain/coming';
import { comingTotal } from '#shared/domain/alerts';
import { needIn } from '#shared/domain/outlook';
import { replenishQty, replenishWhy } from '#shared/domain/replenish';
import { dayOf } from '#shared/domain/time';
import type { AlertDoc, ReplenishDoc } from '#shared/model/docs';
import { ne } from '../kit/conditions';
import type { Ctx } from '../kit/ports';
import { byId, readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { openPurchases } from '../purchasing/open';
import { outlooksOf } from '../stock/outlooks';
import { requestNo } from './requestStock';

/** A draft a person can still read; the rest follows the next night. */
const MAX_LINES = 50;

/**
 * Turns the open alerts of each shop into one draft request a day. The draft's id is the shop and the
 * day, so a second run finds it there; drafts of earlier nights nobody submitted make room.
 */
export const main = serve(replenish, async (_input, ctx) => {
  const [alerts, transfers, requests, purchases] = await Promise.all([
    readAll(ctx.db, 'alerts', { status: 'open' }),
    readAll(ctx.db, 'transfers', { status: 'approved' }),
    readAll(ctx.db, 'replenishes', { status: 'submitted' }),
    openPurchases(ctx),
  ]);
  const coming = comingOf(transfers, requests, purchases);
  const done = { stores: 0, drafts: 0, lines: 0 };
  for (const storeId of new Set(alerts.map((alert) => alert.storeId))) {
    const own = alerts.filter((alert) => alert.storeId === storeId);
    const lines = await linesOf(ctx, own, coming);
    done.stores += 1;
    if (lines.length === 0) continue;
    if (!(await keepDraft(ctx, storeId, lines))) continue;
    done.drafts += 1;
    done.lines += lines.length;
  }
  return done;
});

async function linesOf(
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  alerts: readonly AlertDoc[],
  coming: ReturnType<typeof comingOf>,
): Promise<ReplenishDoc['lines']> {
  const ids = alerts.map(({ _id }) => _id);
  const [stock, demand, skus, outlook] = await Promise.all([
    byId(db, 'stock', ids),
    byId(db, 'demand', ids),
    byId(
      db,
      'skus',
      alerts.map(({ skuId }) => skuId),
    ),
    outlooksOf(
      { db, now },
      alerts.map(({ storeId }) => storeId),
    ),
  ]);
  return [...alerts]
    .sort((a, b) => rank(a) - rank(b) || a.projected - b.projected)
    .flatMap(({ _id, storeId, skuId, safety }) => {
      const shelf = stock.get(_id);
      const sku = skus.get(skuId);
      if (!shelf || sku?.status !== 'onSale') return [];
      const need = {
        safety,
        need7: needIn(outlook(storeId, skuId, demand.get(_id)), 7),
        projected: shelf.available + comingTotal(coming(storeId, skuId, shelf.inTransitIn)),
        packSize: sku.packSize,
      };
      const qty = replenishQty(need);
      return qty > 0 ? [{ skuId, qty, approved: null, why: replenishWhy(need) }] : [];
    })
    .slice(0, MAX_LINES);
}

/** Empty shelves first. */
const rank = ({ level }: AlertDoc): number => (level === 'out' ? 0 : 1);

/** False when today's draft is there already. */
async function keepDraft(
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  storeId: string,
  lines: ReplenishDoc['lines'],
): Promise<boolean> {
  const _id = `rp_${storeId}_${dayOf(now)}`;
  const made = await db.insert('replenishes', {
    _id,
    no: requestNo(storeId, now),
    storeId,
    source: 'alert',
    status: 'draft',
    lines,
    note: '',
    transferId: null,
    createdAt: now,
    updatedAt: now,
  });
  const old = await db.find(
    'replenishes',
    { storeId, status: 'draft', source: 'alert', _id: ne(_id) },
    { only: ['_id'] },
  );
  // Guarded: one that is submitted at this moment stays.
  await Promise.all(old.map((draft) => db.remove('replenishes', draft._id, { status: 'draft' })));
  return made;
}
