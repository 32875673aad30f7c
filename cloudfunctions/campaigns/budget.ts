import type { BudgetHold, PromoBudgetDoc } from '#shared/model/docs';
import { gt, gte, lt, ne } from '../kit/conditions';
import type { Db, Tx } from '../kit/ports';

/** What a checkout or an order takes of one promotion's budget; one claim a promotion. */
export interface BudgetClaim {
  readonly promotionId: string;
  /** Above 0. */
  readonly fen: number;
}
type Mark = Pick<BudgetHold, 'id' | 'orderId' | 'at'>;

/**
 * Takes the money out of the budgets: one guarded atomic update a promotion, all at once, no transaction, as
 * the pieces of a checkout are claimed. Repeating is harmless. Returns the claims that did not go: the budget
 * was used up meanwhile (or the promotion has none).
 */
export async function holdBudget(
  db: Db,
  claims: readonly BudgetClaim[],
  mark: Mark,
): Promise<BudgetClaim[]> {
  const { id, orderId, at } = mark;
  const went = await Promise.all(
    claims.map(({ promotionId, fen }) =>
      db.update(
        'promoBudgets',
        promotionId,
        {
          inc: { leftFen: -fen, spentFen: fen },
          push: { holds: { id, orderId, at, fen } },
          set: { updatedAt: at },
        },
        { leftFen: gte(fen), 'holds.id': ne(id) },
      ),
    ),
  );
  const refused = claims.filter((_, i) => went[i] !== true);
  if (refused.length === 0) return [];
  const budgets = await db.getMany(
    'promoBudgets',
    refused.map(({ promotionId }) => promotionId),
  );
  const held = new Set(budgets.flatMap((b) => (b.holds.some((h) => h.id === id) ? [b._id] : [])));
  return refused.filter(({ promotionId }) => !held.has(promotionId));
}

/** The order exists: what was held is spent from now on. Harmless when done before. */
export async function settleBudget(
  db: Db,
  claims: readonly Pick<BudgetClaim, 'promotionId'>[],
  holdId: string,
): Promise<void> {
  await Promise.all(
    claims.map(({ promotionId }) =>
      db.update(
        'promoBudgets',
        promotionId,
        { pull: { holds: { id: holdId } } },
        { 'holds.id': holdId },
      ),
    ),
  );
}

/**
 * The order will never exist: back into the budget, also when it is used up or its promotion was stopped. Only
 * after the order's id is burnt or taken by another attempt. Returns how many were still held.
 */
export async function releaseBudget(
  db: Db,
  claims: readonly BudgetClaim[],
  holdId: string,
): Promise<number> {
  const done = await Promise.all(
    claims.map(({ promotionId, fen }) =>
      db.update(
        'promoBudgets',
        promotionId,
        { inc: { leftFen: fen, spentFen: -fen }, pull: { holds: { id: holdId } } },
        { 'holds.id': holdId },
      ),
    ),
  );
  return done.filter(Boolean).length;
}

/**
 * What an order took goes back, in the transaction that ends the order: the order's own change of state is what
 * makes it happen once. `fen` is what the order (or the part of it that goes back) took of each promotion. A
 * hold that a cut-off checkout left unsettled goes with it.
 */
export async function releaseBudgetIn(
  tx: Pick<Tx, 'update'>,
  claims: readonly BudgetClaim[],
  holdId: string,
): Promise<void> {
  for (const { promotionId, fen } of claims)
    if (fen > 0)
      await tx.update('promoBudgets', promotionId, {
        inc: { leftFen: fen, spentFen: -fen },
        pull: { holds: { id: holdId } },
      });
}

/** Holds older than `cut`, by budget, in the order of the ids: a page of the sweep of abandoned checkouts. */
export const staleBudgets = (
  db: Db,
  cut: number,
  after: string,
  limit: number,
): Promise<PromoBudgetDoc[]> =>
  db.find(
    'promoBudgets',
    { 'holds.at': lt(cut), ...(after === '' ? {} : { _id: gt(after) }) },
    { sort: { _id: 1 }, limit },
  );
