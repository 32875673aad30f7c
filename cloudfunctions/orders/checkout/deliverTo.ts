import type { AddressBookDoc } from '#shared/model/docs';
import type { Seal } from '../../kit/ports';
import { maskPhone } from '../../kit/seal';
import type { Delivered } from './newOrder';

/** What stands sealed in an address and in an order's contact. */
export interface Contact {
  readonly name: string;
  readonly phone: string;
  readonly region: string;
  readonly detail: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export function readContact(json: string): Contact {
  const value: unknown = JSON.parse(json);
  const fields = typeof value === 'object' && value !== null ? value : {};
  const { name, phone, region, detail } = fields as Record<keyof Contact, unknown>;
  return { name: text(name), phone: text(phone), region: text(region), detail: text(detail) };
}

/** Copies a member's address into an order, sealed anew: a ciphertext opens only at its own place. */
export function deliverTo(
  seal: Seal,
  memberId: string,
  orderId: string,
  { addressId, sealed, loc }: AddressBookDoc['addresses'][number],
): Delivered {
  const json = seal.open({ collection: 'addressBooks', id: memberId, field: addressId }, sealed);
  const { name, phone } = readContact(json);
  return {
    contact: seal.seal({ collection: 'orders', id: orderId, field: 'contact' }, json),
    phoneIdx: seal.index('phone', phone),
    phoneMasked: maskPhone(phone),
    // Clerks call a person by the family name; the full one stays sealed.
    name: `${name.slice(0, 1)}**`,
    loc,
  };
}
