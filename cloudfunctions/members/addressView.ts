import type { Calls } from '#shared/contracts/index';
import type { In, Out } from '#shared/contracts/kit';
import type { AddressBookDoc } from '#shared/model/docs';
import type { Seal } from '../kit/ports';

type Entry = AddressBookDoc['addresses'][number];
type Address = Out<Calls['listAddresses']>['items'][number];
type Form = In<Calls['saveAddress']>['form'];

const place = (memberId: string, addressId: string) =>
  ({ collection: 'addressBooks', id: memberId, field: addressId }) as const;

/** Seals who lives where as one text; place and tag stay readable, they name nobody. */
export const sealAddress = (
  seal: Seal,
  memberId: string,
  addressId: string,
  form: Form,
): Entry => ({
  addressId,
  sealed: seal.seal(
    place(memberId, addressId),
    JSON.stringify({
      name: form.name,
      phone: form.phone,
      region: form.region,
      detail: form.detail,
    }),
  ),
  tag: form.tag,
  loc: form.loc,
  isDefault: form.isDefault,
});

/** Opens an entry for its owner. */
export function openAddress(seal: Seal, memberId: string, entry: Entry): Address {
  const { addressId, sealed, ...open } = entry;
  // Sealed by `sealAddress` for this very place: `open` throws for anything else.
  const text = JSON.parse(seal.open(place(memberId, addressId), sealed)) as Pick<
    Address,
    'name' | 'phone' | 'region' | 'detail'
  >;
  return { addressId, ...text, ...open };
}

/** The default first, then as saved. */
export const inOrder = <T extends { isDefault: boolean }>(entries: readonly T[]): T[] => [
  ...entries.filter((e) => e.isDefault),
  ...entries.filter((e) => !e.isDefault),
];
