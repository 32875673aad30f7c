import type { OrderDoc } from '#shared/model/docs';
import type { SlotDoc } from '#shared/model/stores';
import { gt, lt, lte, ne } from '../../kit/conditions';
import type { Db, Tx } from '../../kit/ports';

type Mark = { readonly id: string; readonly orderId: string; readonly at: number };
export interface SlotClaim {
  readonly slotId: string;
  readonly storeId: string;
  readonly mode: 'pickup' | 'delivery';
  readonly from: number;
  readonly until: number;
  /** As the shop sets it now. */
  readonly capacity: number;
}

/**
 * Takes one place of a slot: a guarded update of the slot's own document, as the pieces of a checkout are
 * claimed, so that no slot ever takes more orders than it has places. Repeating is harmless.
 */
export async function holdSlot(db: Db, claim: SlotClaim | null, mark: Mark): Promise<boolean> {
  if (!claim) return true;
  const { slotId: _id, capacity, storeId, mode, from, until } = claim;
  const change = { inc: { booked: 1 }, push: { holds: mark }, set: { updatedAt: mark.at } };
  const guard = { booked: lte(capacity - 1), 'holds.id': ne(mark.id) };
  if (await db.update('deliverySlots', _id, change, guard)) return true;
  // The first order of a slot makes its document; of two at once one finds it made.
  const empty: SlotDoc = {
    _id,
    storeId,
    mode,
    from,
    until,
    booked: 0,
    holds: [],
    updatedAt: mark.at,
  };
  await db.insert('deliverySlots', empty);
  if (await db.update('deliverySlots', _id, change, guard)) return true;
  const now = await db.get('deliverySlots', _id);
  return now?.holds.some(({ id }) => id === mark.id) ?? false;
}

/** The order exists: its place is booked from now on. Harmless when done before. */
export async function settleSlot(
  db: Db,
  slot: OrderDoc['slot'] | null,
  holdId: string,
): Promise<void> {
  if (!slot) return;
  const held = { 'holds.id': holdId };
  await db.update('deliverySlots', slot.slotId, { pull: { holds: { id: holdId } } }, held);
}

/** The order will never exist: the place is free again, once. */
export async function releaseSlot(
  db: Db,
  slot: OrderDoc['slot'] | null,
  holdId: string,
): Promise<boolean> {
  if (!slot) return false;
  const change = { inc: { booked: -1 }, pull: { holds: { id: holdId } } };
  return db.update('deliverySlots', slot.slotId, change, { 'holds.id': holdId });
}

/** The order ends without goods: its own change of state is what makes this happen once. */
export async function releaseSlotIn(
  tx: Pick<Tx, 'update'>,
  { slot, holdId }: Pick<OrderDoc, 'slot' | 'holdId'>,
): Promise<void> {
  if (!slot) return;
  await tx.update('deliverySlots', slot.slotId, {
    inc: { booked: -1 },
    pull: { holds: { id: holdId } },
  });
}

/** Holds older than `cut`, in the order of the ids: a page of the sweep of abandoned checkouts. */
export const staleSlots = (db: Db, cut: number, after: string, limit: number): Promise<SlotDoc[]> =>
  db.find(
    'deliverySlots',
    { 'holds.at': lt(cut), ...(after === '' ? {} : { _id: gt(after) }) },
    { sort: { _id: 1 }, limit },
  );
