import type { AddressBookDoc, Docs } from '#shared/model/docs';
import type { Seal } from '../kit/ports';

/** Where personal text lies sealed: one list for the rotation of keys and for whoever looks for it. */
export const SEALED = [
  { collection: 'members', fields: ['openid', 'phone'] },
  { collection: 'staff', fields: ['phone'] },
  { collection: 'orders', fields: ['contact', 'pickupCode'] },
  { collection: 'requests', fields: ['answer'] },
] as const satisfies readonly { collection: keyof Docs; fields: readonly string[] }[];

type Reseal = Pick<Seal, 'open' | 'seal' | 'isCurrent'>;

/** The same text under the newest key; undefined when it is that already. */
export function sealedAnew(
  seal: Reseal,
  place: Parameters<Seal['seal']>[0],
  text: unknown,
): string | undefined {
  if (typeof text !== 'string' || text === '' || seal.isCurrent(text)) return undefined;
  return seal.seal(place, seal.open(place, text));
}

/** An address book with every entry under the newest key; undefined when all are. */
export function bookAnew(
  seal: Reseal,
  book: AddressBookDoc,
): AddressBookDoc['addresses'] | undefined {
  const fresh = book.addresses.map((entry) => {
    const place = { collection: 'addressBooks', id: book._id, field: entry.addressId } as const;
    const sealed = sealedAnew(seal, place, entry.sealed);
    return sealed === undefined ? entry : { ...entry, sealed };
  });
  return fresh.some((entry, i) => entry !== book.addresses[i]) ? fresh : undefined;
}
