import type { Out, Parsed } from '#shared/contracts/kit';
import type { listAddresses, saveAddress } from '#shared/contracts/members';
import type { AddressBookDoc } from '#shared/model/docs';
import type { Seal } from '../kit/ports';

export type Address = Out<typeof listAddresses>['items'][number];
type Entry = AddressBookDoc['addresses'][number];
type Form = Parsed<typeof saveAddress>['form'];

/** What is sealed of an address: everything that leads to a person. */
type Personal = Pick<Form, 'name' | 'phone' | 'region' | 'detail'>;

const placeOf = (memberId: string, addressId: string) =>
  ({ collection: 'addressBooks', id: memberId, field: addressId }) as const;

export function sealAddress(seal: Seal, memberId: string, addressId: string, form: Form): Entry {
  const { name, phone, region, detail, tag, loc, isDefault } = form;
  const json = JSON.stringify({ name, phone, region, detail } satisfies Personal);
  return {
    addressId,
    sealed: seal.seal(placeOf(memberId, addressId), json),
    tag,
    loc,
    isDefault,
  };
}

export function openAddress(seal: Seal, memberId: string, entry: Entry): Address {
  const { addressId, sealed, tag, loc, isDefault } = entry;
  // Authentic, so written by `sealAddress`: anything else does not open.
  const personal = JSON.parse(seal.open(placeOf(memberId, addressId), sealed)) as Personal;
  return { ...personal, addressId, tag, loc, isDefault };
}

/** The book with the entry in it: a default is the only one, the first address is the default. */
export function withEntry(entries: readonly Entry[], entry: Entry): Entry[] {
  const others = entries.filter(({ addressId }) => addressId !== entry.addressId);
  const isDefault = entry.isDefault || !others.some((other) => other.isDefault);
  const rest = isDefault ? others.map((other) => ({ ...other, isDefault: false })) : others;
  const at = entries.findIndex(({ addressId }) => addressId === entry.addressId);
  return rest.toSpliced(at < 0 ? rest.length : at, 0, { ...entry, isDefault });
}

/** The book without it; when it was the default, the first one left becomes it. */
export function withoutEntry(entries: readonly Entry[], addressId: string): Entry[] {
  const rest = entries.filter((entry) => entry.addressId !== addressId);
  return rest.some((entry) => entry.isDefault)
    ? rest
    : rest.map((entry, i) => ({ ...entry, isDefault: i === 0 }));
}
