import { expect, test } from 'vitest';
import { testWorld } from '../kit/testing';
import { main as changeStoreStatus } from './changeStoreStatus';
import { main as getClosingList } from './getClosingList';
import { main as listSlots } from './listSlots';
import { main as revokeStaff } from './revokeStaff';
import { main as setSlots } from './setSlots';
import { aStore, shelve } from './testing';

function shop() {
  const world = testWorld();
  world.db.put('stores', aStore('s1', 0), aStore('s2', 500));
  return {
    ...world,
    owner: world.as.hq(['hqOwner']),
    manager: world.as.staff({ roles: ['storeManager'], storeId: 's1' }),
  };
}
type World = ReturnType<typeof shop>;
const versionOf = ({ db }: World) => db.row('stores', 's1')?.version ?? 0;
const move = (w: World, to: 'closing' | 'closed') =>
  w.call(
    changeStoreStatus,
    { requestId: w.requestId(), storeId: 's1', version: versionOf(w), to, reason: '租约到期' },
    w.owner,
  );
const left = async (w: World) =>
  (await w.ok(getClosingList, { storeId: 's1' }, w.owner)).items
    .filter((item) => item.left > 0)
    .map(({ text }) => text);

test('a closing shop names everything that is left, and closes when nothing is', async () => {
  const w = shop();
  shelve(w, 's1', 'milk', 7);
  await move(w, 'closing');
  expect(await left(w)).toEqual(['店内库存 7 件', '还有权限的店员 1 人']);
  expect(await move(w, 'closed')).toMatchObject({ code: 'STILL_OPEN_WORK' });
  await w.ok(
    revokeStaff,
    { requestId: w.requestId(), storeId: 's1', staffId: w.manager.id, reason: '闭店' },
    w.owner,
  );
  const milk = w.db.row('stock', 's1:milk');
  if (milk) w.db.put('stock', { ...milk, available: 0 });
  expect(await w.ok(getClosingList, { storeId: 's1' }, w.owner)).toMatchObject({ ready: true });
  expect(await move(w, 'closed')).toMatchObject({ ok: true });
});

test('slots are set by the shop’s version and offered within its hours', async () => {
  const w = shop();
  const slots = { pickup: { lenMin: 30 as const, capacity: 2, daysAhead: 0 }, delivery: null };
  const set = (version: number, who = w.manager) =>
    w.call(setSlots, { requestId: w.requestId(), storeId: 's1', version, slots }, who);
  expect(await set(versionOf(w))).toMatchObject({ ok: true });
  expect(await set(0)).toMatchObject({ code: 'STALE' });
  const shopper = w.as.shopper('u');
  const offered = await w.ok(listSlots, { storeId: 's1', mode: 'pickup' }, shopper);
  expect(offered.needed).toBe(true);
  expect(offered.slots.every((slot) => slot.left === 2 && slot.from >= w.clock.now)).toBe(true);
  expect(await w.ok(listSlots, { storeId: 's1', mode: 'delivery' }, shopper)).toEqual({
    needed: false,
    slots: [],
  });
  const stranger = w.as.staff({ roles: ['storeManager'], storeId: 's2' });
  expect(await set(versionOf(w), stranger)).toMatchObject({ code: 'NOT_FOUND' });
});
