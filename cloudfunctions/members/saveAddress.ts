import { saveAddress } from '#shared/contracts/members';
import { inChina } from '#shared/domain/geo';
import { serve } from '../kit/serve';
import { openAddress, sealAddress, withEntry } from './address';

const MOST = 20;

export const main = serve(saveAddress, async ({ addressId, form }, ctx) => {
  if (!inChina(form.loc))
    return ctx.refuse('BAD_INPUT', { message: '地址的位置不对，请在地图上重新选择' });
  const memberId = ctx.me.id;
  const newId = ctx.newId('a');
  return ctx.write(async (tx) => {
    const book = await tx.get('addressBooks', memberId);
    const entries = book?.addresses ?? [];
    if (addressId !== undefined && !entries.some((entry) => entry.addressId === addressId))
      return ctx.refuse('NOT_FOUND');
    if (addressId === undefined && entries.length >= MOST) return ctx.refuse('TOO_MANY');
    const id = addressId ?? newId;
    const addresses = withEntry(entries, sealAddress(ctx.seal, memberId, id, form));
    await tx.set('addressBooks', { _id: memberId, addresses });
    const saved = addresses.find((entry) => entry.addressId === id);
    return saved ? { address: openAddress(ctx.seal, memberId, saved) } : ctx.refuse('CONFLICT');
  });
});
