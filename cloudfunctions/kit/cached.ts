import type { Cached } from './platform';

const MOST = 500;

/** One load for all who ask meanwhile; a failed load is not remembered, nor is one from the future (a clock set back). */
export function cached<T>(
  cache: Map<string, Cached>,
  now: number,
  key: string,
  ttlMs: number,
  load: () => Promise<T>,
): Promise<T> {
  const known = cache.get(key);
  // The key's owner put a T there.
  if (known && known.at <= now && now < known.at + ttlMs) return known.value as Promise<T>;
  const value = load();
  cache.delete(key);
  cache.set(key, { at: now, value });
  value.catch(() => {
    if (cache.get(key)?.value === value) cache.delete(key);
  });
  // Oldest first: a Map keeps the order of insertion.
  for (const old of cache.keys()) {
    if (cache.size <= MOST) break;
    cache.delete(old);
  }
  return value;
}
