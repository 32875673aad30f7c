import type { Err } from '#shared/contracts/kit';
import type { placeOrder } from '#shared/contracts/orders';
import { slotsOf } from '#shared/domain/slots';
import { MINUTE_MS } from '#shared/domain/time';
import type { Ctx } from '../../kit/ports';
import type { Cart } from './decideCart';
import { serviceOf } from './serviceOf';
import type { SlotClaim } from './slotClaim';

/** A slot stays good a little after the shopper saw it: whoever types an address must not lose it. */
const GRACE_MS = 10 * MINUTE_MS;

/** The time the shopper chose, as the shop offers it now; a shop that works by slots wants one. */
export function chosenSlot(
  ctx: Pick<Ctx<Err<typeof placeOrder>>, 'refuse' | 'now'>,
  { store, mode }: Cart,
  slotId: string | null,
  to: { lng: number; lat: number } | null,
): SlotClaim | null {
  const rule = store.slots?.[mode] ?? null;
  if (!rule) return null;
  if (slotId === null) return ctx.refuse('SLOT_MISSING');
  const { etaMin } = serviceOf(store, mode, to);
  const earliest = ctx.now + (store.prepMin + etaMin) * MINUTE_MS - GRACE_MS;
  const shop = { storeId: store._id, mode, hours: store.hours };
  const slot = slotsOf(shop, rule, earliest).find((one) => one.slotId === slotId);
  if (!slot) return ctx.refuse('SLOT_FULL', { message: '这个时段已经不能选了，请换一个时间' });
  return { ...slot, storeId: store._id, mode, capacity: rule.capacity };
}
