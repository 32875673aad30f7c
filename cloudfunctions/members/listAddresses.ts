import { listAddresses } from '#shared/contracts/members';
import { serve } from '../kit/serve';
import { openAddress } from './address';

export const main = serve(listAddresses, async (_input, ctx) => {
  const book = await ctx.db.get('addressBooks', ctx.me.id);
  return {
    items: (book?.addresses ?? [])
      .map((entry) => openAddress(ctx.seal, ctx.me.id, entry))
      .toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault)),
  };
});
