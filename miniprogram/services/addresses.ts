import { call } from './call';
import type { Address } from './shapes';

const KEY = 'pickedAddress';

/** Chosen on the address page for the order under way. */
export const pickAddress = (addressId: string): void => {
  wx.setStorageSync(KEY, addressId);
};

/** The chosen address, else the default one; null without any or without an answer. */
export async function pickedAddress(): Promise<Address | null> {
  const reply = await call('listAddresses', {});
  if (!reply.ok) return null;
  const { items } = reply.data;
  const kept: string = wx.getStorageSync(KEY);
  const picked = items.find(({ addressId }) => addressId === kept);
  return picked ?? items.find(({ isDefault }) => isDefault) ?? items[0] ?? null;
}
