import { removeAddress } from '#shared/contracts/members';
import { serve } from '../kit/serve';
import { withoutEntry } from './address';

export const main = serve(removeAddress, async ({ addressId }, ctx) =>
  ctx.write(async (tx) => {
    const book = await tx.get('addressBooks', ctx.me.id);
    const removed = book?.addresses.some((entry) => entry.addressId === addressId) ?? false;
    if (book && removed)
      await tx.set('addressBooks', {
        ...book,
        addresses: withoutEntry(book.addresses, addressId),
      });
    return { removed };
  }),
);
