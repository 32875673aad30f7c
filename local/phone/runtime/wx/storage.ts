/** Local storage, one drawer per person. */
import { settings } from '../settings';
import { type AsyncCalls, Refused } from './define';

const LIMIT_BYTES = 10 * 1024 * 1024;

function drawer(): string {
  return `phone:${settings().openid}:`;
}

function get(key: string): unknown {
  const text = localStorage.getItem(drawer() + key);
  return text === null ? '' : JSON.parse(text).data;
}

function set(key: string, data: unknown): void {
  localStorage.setItem(drawer() + key, JSON.stringify({ data }));
}

function remove(key: string): void {
  localStorage.removeItem(drawer() + key);
}

function keys(): string[] {
  const prefix = drawer();
  const own = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  return own.map((key) => key.slice(prefix.length));
}

function clear(): void {
  for (const key of keys()) remove(key);
}

function info(): WechatMiniprogram.GetStorageInfoSyncOption {
  const bytes = keys().reduce(
    (sum, key) => sum + (localStorage.getItem(drawer() + key)?.length ?? 0),
    0,
  );
  return { keys: keys(), currentSize: Math.ceil(bytes / 1024), limitSize: LIMIT_BYTES / 1024 };
}

export const storage: AsyncCalls = {
  getStorage: ({ key }) => {
    if (!keys().includes(key)) throw new Refused('data not found');
    return { data: get(key) };
  },
  setStorage: ({ key, data }) => set(key, data),
  removeStorage: ({ key }) => remove(key),
  clearStorage: () => clear(),
  getStorageInfo: () => info(),
};

export const storageSync = {
  getStorageSync: get,
  setStorageSync: set,
  removeStorageSync: remove,
  clearStorageSync: clear,
  getStorageInfoSync: info,
};
