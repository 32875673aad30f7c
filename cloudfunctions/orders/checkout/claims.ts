import type { StockDoc } from '#shared/model/docs';
import { gte, lte, ne, oneOf } from '../../kit/conditions';
import type { Change, Db, Where } from '../../kit/ports';

/** What a checkout wants of one SKU; one claim a SKU, so quantities are summed before. */
export interface Claim {
  /** `{storeId}:{skuId}` */
  readonly stockId: string;
  readonly skuId: string;
  readonly qty: number;
  /** Of these, pieces at a special price, and how many may be sold at it in all. */
  readonly special: number;
  readonly specialCap: number | null;
}
export interface HoldMark {
  readonly id: string;
  readonly orderId: string;
  readonly at: number;
}

/**
 * Takes the pieces out of what may be sold: guarded atomic updates, all at once, no transaction (hot goods lose
 * no buyer to conflicts; trust.md §8). Returns the stock of the SKUs that did not go.
 */
export async function reserve(
  db: Db,
  claims: readonly Claim[],
  hold: HoldMark,
): Promise<{ short: { claim: Claim; stock: StockDoc | undefined }[] }> {
  const groups = alike(claims);
  const went = await Promise.all(groups.map((group) => take(db, group, hold)));
  const unsure = groups.filter((_, at) => went[at] !== true).flat();
  if (unsure.length === 0) return { short: [] };
  const stocks = await db.getMany(
    'stock',
    unsure.map(({ stockId }) => stockId),
  );
  const short = unsure
    .map((claim) => ({ claim, stock: stocks.find(({ _id }) => _id === claim.stockId) }))
    .filter(({ stock }) => !stock?.holds.some(({ id }) => id === hold.id));
  return { short };
}

/** Claims that differ in the SKU only; one at a special price has a cap of its own. */
function alike(claims: readonly Claim[]): Claim[][] {
  const groups = new Map<string | number, Claim[]>();
  for (const claim of claims) {
    const key = claim.special > 0 ? claim.skuId : claim.qty;
    groups.set(key, [...(groups.get(key) ?? []), claim]);
  }
  return [...groups.values()];
}

/**
 * Claims that differ in the SKU only, most of a cart, in one request: each document is changed by itself, under
 * its own guard. False where some did not go, or had gone before: only the documents tell which.
 */
async function take(db: Db, claims: readonly Claim[], hold: HoldMark): Promise<boolean> {
  const [first] = claims;
  if (!first) return true;
  const { qty, special, specialCap } = first;
  const change: Change = {
    inc: { available: -qty, ...(special > 0 ? { specialSold: special } : {}) },
    push: { holds: { ...hold, qty, special } },
    set: { updatedAt: hold.at },
  };
  const guard: Where = {
    available: gte(qty),
    'holds.id': ne(hold.id),
    ...(special > 0 && specialCap !== null ? { specialSold: lte(specialCap - special) } : {}),
  };
  if (claims.length === 1) return db.update('stock', first.stockId, change, guard);
  const ids = claims.map(({ stockId }) => stockId);
  return (await db.updateWhere('stock', { ...guard, _id: oneOf(ids) }, change)) === ids.length;
}

/**
 * The order exists: its pieces are reserved for it from now on. Harmless when done before. SKUs of the same
 * quantity, most of a cart, go in one request: each document is changed by itself, under its own guard.
 */
export async function settle(db: Db, claims: readonly Claim[], holdId: string): Promise<void> {
  const quantities = [...new Set(claims.map(({ qty }) => qty))];
  await Promise.all(
    quantities.map((qty) => {
      const ids = claims.filter((claim) => claim.qty === qty).map(({ stockId }) => stockId);
      return db.updateWhere(
        'stock',
        { _id: oneOf(ids), 'holds.id': holdId },
        { inc: { reserved: qty }, pull: { holds: { id: holdId } } },
      );
    }),
  );
}

/**
 * The order will never exist: back on the shelf. Carries no sell guard: giving back must work at stock 0.
 * Only after the order's id is burnt or taken by another attempt.
 */
export async function giveBack(
  db: Db,
  claims: readonly Pick<Claim, 'stockId' | 'qty' | 'special'>[],
  holdId: string,
): Promise<number> {
  const done = await Promise.all(claims.map((claim) => giveBackOne(db, claim, holdId)));
  return done.filter(Boolean).length;
}

async function giveBackOne(
  db: Db,
  { stockId, qty, special }: Pick<Claim, 'stockId' | 'qty' | 'special'>,
  holdId: string,
): Promise<boolean> {
  const change = { inc: { available: qty }, pull: { holds: { id: holdId } } };
  const held = { 'holds.id': holdId };
  if (special > 0) {
    const counted = { ...change, inc: { available: qty, specialSold: -special } };
    if (await db.update('stock', stockId, counted, { ...held, specialSold: gte(special) }))
      return true;
    // A new special began meanwhile and counts from zero: only the pieces go back.
  }
  return db.update('stock', stockId, change, held);
}
