import { expect, test } from 'vitest';
import { aStore } from '../orders/testing';
import { testWorld } from '../kit/testing';
import { main as listRegions } from './listRegions';
import { main as saveRegion } from './saveRegion';
import { main as setStoreRegion } from './setStoreRegion';

function chain() {
  const w = testWorld();
  w.db.put(
    'stores',
    aStore('s1', { regionId: 'city_杭州' }),
    aStore('s2', { regionId: 'city_杭州' }),
  );
  const hq = w.as.hq(['hqOwner']);
  const save = (more: object) =>
    w.call(
      saveRegion,
      {
        requestId: w.requestId(),
        name: '华东大区',
        parentId: null,
        kind: 'area' as const,
        ...more,
      },
      hq,
    );
  return { ...w, hq, save, list: () => w.ok(listRegions, {}, hq) };
}

test('what only shops name is listed, gets a name, a parent and shops of its own', async () => {
  const w = chain();
  expect((await w.list()).items).toMatchObject([
    { regionId: 'city_杭州', name: '杭州', version: 0, stores: 2 },
  ]);
  const area = await w.save({});
  if (!area.ok) throw new Error(area.code);
  const { regionId: parentId } = area.data;
  const city = { regionId: 'city_杭州', version: 0, name: '杭州市', parentId, kind: 'city' };
  expect(await w.save(city)).toMatchObject({ ok: true, data: { version: 1 } });
  // Somebody who still sees the unnamed one comes too late.
  expect(await w.save(city)).toMatchObject({ code: 'STALE' });
  const move = { requestId: w.requestId(), storeId: 's2', regionId: parentId };
  expect(await w.ok(setStoreRegion, move, w.hq)).toEqual({ storeId: 's2', version: 2 });
  expect((await w.list()).items.map(({ name, stores }) => [name, stores])).toEqual([
    ['华东大区', 1],
    ['杭州市', 1],
  ]);
  expect(w.db.rows('auditLogs').map(({ target }) => target)).toEqual([
    'regions',
    'regions',
    'stores',
  ]);
});

test('no region hangs under itself, no shop goes where nothing is', async () => {
  const w = chain();
  const top = await w.save({});
  if (!top.ok) throw new Error(top.code);
  const { regionId } = top.data;
  const below = await w.save({ name: '浙江省', parentId: regionId, kind: 'province' });
  if (!below.ok) throw new Error(below.code);
  const turned = { regionId, version: 1, parentId: below.data.regionId };
  expect(await w.save(turned)).toMatchObject({ code: 'BAD_PARENT' });
  const move = { requestId: w.requestId(), storeId: 's1', regionId: 'nowhere' };
  expect(await w.call(setStoreRegion, move, w.hq)).toMatchObject({ code: 'NO_REGION' });
});
