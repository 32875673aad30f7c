import { bindPhone } from '#shared/contracts/assets';
import '../kit/phones';
import { maskPhone, normalPhone } from '../kit/seal';
import { serve } from '../kit/serve';
import { shopperOf } from '../kit/shopper';
import { newMember } from '../members/newMember';

/** The phone WeChat vouches for, sealed in the member's record; a new one replaces it. */
export const main = serve(bindPhone, async ({ code }, ctx) => {
  const me = shopperOf(ctx);
  const phone = normalPhone((await ctx.phones.of(code)) ?? '');
  if (!phone) return ctx.refuse('PHONE_UNAVAILABLE');
  const place = { collection: 'members', id: me.id, field: 'phone' } as const;
  const known = {
    phone: ctx.seal.seal(place, phone),
    phoneIdx: ctx.seal.index('phone', phone),
    phoneMasked: maskPhone(phone),
  };
  await ctx.write(async (tx) => {
    if (await tx.update('members', me.id, { set: known })) return;
    await tx.insert('members', { ...newMember(ctx, me), ...known });
  });
  return { phone: known.phoneMasked };
});
