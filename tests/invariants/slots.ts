import type { Rows } from '../invariants';

/** Places of slots: booked = orders that stand or stood, plus checkouts under way; never below 0. */
export function brokenSlots(db: Rows, swept: boolean): string[] {
  const bad: string[] = [];
  const orders = db.rows('orders').filter(({ slot, status }) => slot && status !== 'cancelled');
  const holding = new Set(orders.map(({ holdId }) => holdId));
  const due = new Map<string, number>();
  for (const { slot } of orders) if (slot) due.set(slot.slotId, (due.get(slot.slotId) ?? 0) + 1);
  for (const { _id, booked, holds } of db.rows('deliverySlots')) {
    const loose = holds.filter(({ id }) => !holding.has(id)).length;
    const n = (due.get(_id) ?? 0) + loose;
    if (booked !== n) bad.push(`L1 ${_id}: ${booked} booked, orders say ${n}`);
    if (booked < 0) bad.push(`L1 ${_id}: ${booked} booked`);
    if (swept && holds.length > 0) bad.push(`L2 ${_id}: a hold was left behind`);
    due.delete(_id);
  }
  for (const [id, n] of due) bad.push(`L1 ${id}: ${n} orders, no slot document`);
  return bad;
}
