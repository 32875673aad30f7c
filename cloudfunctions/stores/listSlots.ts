import { listSlots } from '#shared/contracts/stores';
import { offerFor } from '#shared/domain/delivery';
import { slotText, slotsOf } from '#shared/domain/slots';
import { MINUTE_MS } from '#shared/domain/time';
import { serve } from '../kit/serve';
import { shopperOf } from '../kit/shopper';

/** Times a shopper may choose, with the places left; delivery counts from when the goods can be there. */
export const main = serve(listSlots, async ({ storeId, mode, addressId }, ctx) => {
  const { id: memberId } = shopperOf(ctx);
  const [store, book] = await Promise.all([
    ctx.db.get('stores', storeId),
    mode === 'delivery' && addressId ? ctx.db.get('addressBooks', memberId) : undefined,
  ]);
  if (store?.status !== 'open') return { needed: false, slots: [] };
  const rule = store.slots?.[mode] ?? null;
  if (!rule) return { needed: false, slots: [] };
  const to = book?.addresses.find((address) => address.addressId === addressId)?.loc;
  const [lng, lat] = store.loc.coordinates;
  const etaMin = to ? (offerFor(store.area, { lng, lat }, to)?.etaMin ?? 0) : 0;
  const earliest = ctx.now + (store.prepMin + etaMin) * MINUTE_MS;
  const slots = slotsOf({ storeId, mode, hours: store.hours }, rule, earliest);
  const booked = await ctx.db.getMany(
    'deliverySlots',
    slots.map(({ slotId }) => slotId),
  );
  const taken = new Map(booked.map((doc) => [doc._id, doc.booked]));
  return {
    needed: true,
    slots: slots.map((slot) => ({
      ...slot,
      text: slotText(slot, ctx.now),
      left: Math.max(0, rule.capacity - (taken.get(slot.slotId) ?? 0)),
    })),
  };
});
