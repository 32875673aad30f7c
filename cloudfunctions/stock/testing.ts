import { testWorld } from '../kit/testing';
import { aSku, aStore, shelve } from '../orders/testing';

/** `s1` with ten teas and a picker, `s2` with four. */
export function shop() {
  const world = testWorld();
  world.db.put('stores', aStore('s1'), aStore('s2'));
  shelve(world, 's1', aSku('tea', 1200), 10);
  shelve(world, 's2', aSku('tea', 1200), 4);
  const clerk = world.as.staff({ roles: ['picker'], storeId: 's1' });
  const requestId = () => world.requestId();
  const line = (qty: number, skuId = 'tea') => [{ skuId, qty }];
  return { ...world, clerk, requestId, line, storeId: 's1', reason: '' };
}
