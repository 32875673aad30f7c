import { expect, test } from 'vitest';
import { checkWorld } from '../../tests/invariants';
import { main as handOverStock } from './handOverStock';
import { allPieces, chainWorld } from './testing';

test('a closing shop hands everything free to another, which may not sell it yet', async () => {
  const w = chainWorld();
  w.fill('s1', 'tea', 6, 1);
  w.fill('s1', 'cake', 4, 1);
  w.fill('s2', 'tea', 1, 1);
  const pieces = allPieces(w);
  const hand = (toStoreId: string) =>
    w.call(handOverStock, { requestId: w.requestId(), storeId: 's1', toStoreId }, w.hq);
  expect(await hand('s2')).toMatchObject({ code: 'NOT_CLOSING' });
  const store = w.db.row('stores', 's1');
  if (store) w.db.put('stores', { ...store, status: 'closing' });
  expect(await hand('s1')).toMatchObject({ code: 'SAME_STORE' });
  expect(await hand('s2')).toMatchObject({ ok: true, data: { lines: 2, left: 0 } });
  expect(w.db.row('listings', 's2:cake')).toMatchObject({ onShelf: false });
  expect(w.stock('s1:tea')).toMatchObject({ available: 0, reserved: 6 });
  expect(await hand('s2')).toMatchObject({ code: 'NOTHING_LEFT' });
  expect(allPieces(w)).toBe(pieces);
  expect(checkWorld(w.db)).toEqual([]);
});
