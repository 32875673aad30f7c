import { call } from './call';
import type { StaffShop } from './shapes';

/** Who is holding the phone, as far as pages care. */
export interface Session {
  memberId: string;
  staff: { staffId: string; name: string; stores: StaffShop[] } | null;
}

const KEY = 'session';
let pending: Promise<Session> | undefined;

/** The last known answer: lets the tab bar stand right before the network has spoken. */
export const knownSession = (): Session => {
  const kept: Session | '' = wx.getStorageSync(KEY);
  return kept || { memberId: '', staff: null };
};

export const isStaff = (): boolean => knownSession().staff !== null;

export const beginSession = (): void => {
  void whoAmI();
};

/** Asks once per run; `again` after binding a staff code. */
export function whoAmI(again = false): Promise<Session> {
  if (again) pending = undefined;
  pending ??= fetchSession();
  return pending;
}

async function fetchSession(): Promise<Session> {
  const reply = await call('whoAmI', {});
  if (!reply.ok) {
    pending = undefined;
    return knownSession();
  }
  wx.setStorageSync(KEY, reply.data);
  return reply.data;
}

const SHOP = 'workShop';

/** The shop a clerk works in now; the first one until chosen. */
export function workShop(): StaffShop | undefined {
  const stores = knownSession().staff?.stores ?? [];
  const kept: string = wx.getStorageSync(SHOP);
  return stores.find((shop) => shop.storeId === kept) ?? stores[0];
}

/** The same for pages that may be the first one opened, from a message: asks who this is when unknown. */
export async function workStoreId(): Promise<string> {
  if (!knownSession().staff) await whoAmI();
  return workShop()?.storeId ?? '';
}

export const chooseWorkShop = (storeId: string): void => {
  wx.setStorageSync(SHOP, storeId);
};

/** Whether the clerk's roles in the shop include one of these. */
export const mayAs = (...roles: string[]): boolean =>
  workShop()?.roles.some((role) => roles.includes(role)) ?? false;
