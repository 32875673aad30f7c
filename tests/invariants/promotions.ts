import { sum } from '../../shared/domain/money';
import type { CampaignDoc, OrderDoc, PromoBudgetDoc } from '../../shared/model/docs';
import type { Rows } from '../invariants';

/** Budgets are spent once and never beyond; what shops apply is what was published. */
export function brokenPromotions(db: Rows, swept: boolean): string[] {
  return [
    ...db.rows('promoBudgets').flatMap((budget) => ledger(budget, swept)),
    ...spent(db),
    ...db.rows('campaigns').flatMap((campaign) => live(db, campaign)),
    ...db
      .rows('redemptions')
      .flatMap(({ _id, saveFen, hqFen, storeFen }) =>
        hqFen + storeFen === saveFen && hqFen >= 0 && storeFen >= 0
          ? []
          : [`P4 redemption ${_id}: ${hqFen} + ${storeFen} of ${saveFen}`],
      ),
  ];
}

function ledger({ _id, budgetFen, leftFen, spentFen, holds }: PromoBudgetDoc, swept: boolean) {
  const bad: string[] = [];
  if (leftFen + spentFen !== budgetFen || leftFen < 0 || spentFen < 0)
    bad.push(`P1 budget ${_id}: ${leftFen} left + ${spentFen} spent of ${budgetFen}`);
  if (sum(holds.map(({ fen }) => fen)) > spentFen || holds.some(({ fen }) => fen <= 0))
    bad.push(`P1 budget ${_id}: holds more than is spent`);
  if (new Set(holds.map(({ id }) => id)).size !== holds.length)
    bad.push(`P1 budget ${_id}: one attempt holds twice`);
  if (swept && holds.length > 0)
    bad.push(`P2 budget ${_id}: ${holds.length} holds after the sweep`);
  return bad;
}

/**
 * What is spent is what standing orders took and what checkouts under way hold; a hold whose order was placed
 * and not settled yet is that order's own.
 */
function spent(db: Rows): string[] {
  const orders = db.rows('orders');
  const holders = new Map(orders.map(({ _id, holdId }) => [_id, holdId]));
  const taken = new Map<string, number>();
  for (const order of orders.filter(stands))
    for (const { promotionId, fen } of order.budgets)
      taken.set(promotionId, (taken.get(promotionId) ?? 0) + fen);
  return db.rows('promoBudgets').flatMap(({ _id, spentFen, holds }) => {
    const pending = holds.filter(({ id, orderId }) => holders.get(orderId) !== id);
    const wanted = (taken.get(_id) ?? 0) + sum(pending.map(({ fen }) => fen));
    return wanted === spentFen
      ? []
      : [`P5 budget ${_id}: ${spentFen} spent, orders took ${wanted}`];
  });
}

/** An order that was cancelled or came back whole gave its budget back. */
const stands = ({ status, lines }: OrderDoc): boolean =>
  status !== 'cancelled' &&
  !lines.filter(({ gift }) => !gift).every(({ qty, unitsBack }) => unitsBack.length >= qty);

function live(
  db: Rows,
  { _id, stage, live: now, liveUntil, version, plan }: CampaignDoc,
): string[] {
  const bad: string[] = [];
  if (liveUntil !== (now?.until ?? 0)) bad.push(`P3 campaign ${_id}: read until ${liveUntil}`);
  if (stage === 'published' && now?.version !== version)
    bad.push(`P3 campaign ${_id}: published version ${version}, live ${now?.version}`);
  if (now && now.version > version) bad.push(`P3 campaign ${_id}: live is ahead of its plan`);
  const budgets = new Set(db.rows('promoBudgets').map((budget) => budget._id));
  for (const { id, budgetLeftFen } of now?.rules ?? [])
    if (budgetLeftFen !== null && !budgets.has(id))
      bad.push(`P3 rule ${id} of ${_id} has a budget and no ledger`);
  const ids = plan.rules.map(({ id }) => id);
  if (new Set(ids).size !== ids.length || ids.some((id) => id === ''))
    bad.push(`P3 campaign ${_id}: rules without an id of their own`);
  return bad;
}
