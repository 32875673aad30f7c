import { deliveryDay } from '#shared/domain/purchasing/purchase';
import { orderLine } from '#shared/domain/purchasing/terms';
import { dayOf } from '#shared/domain/time';
import type { PurchaseDoc, PurchaseLineDoc, SupplierDoc } from '#shared/model/docs';
import { ne } from '../kit/conditions';
import type { Ctx } from '../kit/ports';
import { readAll } from '../kit/readAll';
import { readNeeds } from './needs';
import { purchaseNo } from './view';

export interface Planned {
  readonly purchases: number;
  readonly pieces: number;
  readonly totalFen: number;
  /** Products wanted that no order holds: no supplier, or a least order nobody can sell. */
  readonly left: number;
}

/**
 * The wishes of all shops as one draft a supplier and day. The draft's id is supplier and day, so a repeated run writes
 * the same one again; drafts of earlier days that nobody approved make room.
 */
export async function planPurchases(
  ctx: Pick<Ctx, 'db' | 'now' | 'cached' | 'me'>,
): Promise<Planned> {
  const { db, now } = ctx;
  const [active, allTerms] = await Promise.all([
    readAll(db, 'suppliers', { status: 'active' }),
    readAll(db, 'supplierSkus', {}),
  ]);
  const suppliers = new Map(active.map((doc) => [doc._id, doc]));
  const terms = new Map(allTerms.map((doc) => [doc._id, doc]));
  const { wants, requests } = await readNeeds(ctx, terms, suppliers);
  const lines = new Map<string, PurchaseLineDoc[]>();
  let left = 0;
  for (const [skuId, own] of wants) {
    const term = terms.get(skuId);
    const line = term && orderLine(term, own);
    if (!term || !line) {
      left += 1;
      continue;
    }
    const doc = lineDoc(skuId, line);
    lines.set(term.supplierId, [...(lines.get(term.supplierId) ?? []), doc]);
  }
  const done = { purchases: 0, pieces: 0, totalFen: 0, left };
  for (const [supplierId, own] of lines) {
    const supplier = suppliers.get(supplierId);
    if (!supplier) continue;
    const ids = [...new Set(own.flatMap(({ skuId }) => requests.get(skuId) ?? []))];
    const draft = draftOf(supplier, own, ids, ctx);
    if (!(await keepDraft(db, draft))) continue;
    done.purchases += 1;
    done.pieces += own.reduce((n, { qty }) => n + qty, 0);
    done.totalFen += draft.totalFen;
  }
  await dropOld(db, now);
  return done;
}

const lineDoc = (
  skuId: string,
  { qty, priceFen, stores }: NonNullable<ReturnType<typeof orderLine>>,
): PurchaseLineDoc => ({
  skuId,
  qty,
  priceFen,
  confirmed: null,
  stores: stores.map((s) => ({ ...s, shipped: null, received: 0, damaged: 0, done: false })),
});

export const totalOf = (lines: readonly PurchaseLineDoc[]): number =>
  lines.reduce((sum, { qty, priceFen }) => sum + qty * priceFen, 0);

const draftIdOf = (supplierId: string, now: number): string => `po_${supplierId}_${dayOf(now)}`;

function draftOf(
  { _id, leadDays, weekdays }: SupplierDoc,
  lines: PurchaseLineDoc[],
  requestIds: string[],
  { now, me }: Pick<Ctx, 'now' | 'me'>,
): PurchaseDoc {
  const id = draftIdOf(_id, now);
  return {
    _id: id,
    no: purchaseNo(`${_id}${dayOf(now).slice(-2)}`, now),
    supplierId: _id,
    status: 'draft',
    lines: lines.toSorted((a, b) => a.skuId.localeCompare(b.skuId)),
    totalFen: totalOf(lines),
    requestIds,
    promisedDay: deliveryDay(dayOf(now), leadDays, weekdays),
    receivedDay: null,
    invoice: null,
    steps: [{ at: now, status: 'draft', by: me.id, text: '按要货与预测汇总' }],
    createdAt: now,
    updatedAt: now,
  };
}

/** False when today's order of this supplier has left the draft stage: it is not touched any more. */
async function keepDraft(db: Ctx['db'], draft: PurchaseDoc): Promise<boolean> {
  if (await db.insert('purchases', draft)) return true;
  const { _id, ...fields } = draft;
  return db.update('purchases', _id, { set: fields }, { status: 'draft' });
}

async function dropOld(db: Ctx['db'], now: number): Promise<void> {
  const drafts = await db.find(
    'purchases',
    { status: 'draft', createdAt: ne(now) },
    { only: ['createdAt', 'status'], limit: 500 },
  );
  const old = drafts.filter(({ createdAt }) => dayOf(createdAt) !== dayOf(now));
  // Guarded: one that is approved at this moment stays.
  await Promise.all(old.map(({ _id }) => db.remove('purchases', _id, { status: 'draft' })));
}
