import { expect, test } from 'vitest';
import { cached } from '../kit/cached';
import { testWorld } from '../kit/testing';
import { promotionsFor } from './promotionsFor';
import { aScope, fullOff, putLive } from './testing';

const shop = (_id: string, tags: string[] = [], regionId = 'r1') => ({ _id, tags, regionId });
const FAR = 4e12;

function rulesWorld() {
  const world = testWorld();
  let reads = 0;
  const trip = () => {
    reads += 1;
  };
  const db = world.db.open({ trip, left: () => 1e6, pause: async () => {}, random: () => 0 });
  const memory = new Map();
  const ask = async (store = shop('s1'), fresh = false) => {
    const now = world.clock.now;
    const ctx = {
      db,
      now,
      cached: <T>(key: string, ttl: number, load: () => Promise<T>) =>
        cached(memory, now, key, ttl, load),
    };
    return (await promotionsFor(ctx, store, { fresh })).map(({ id, budgetLeftFen }) => [
      id,
      budgetLeftFen,
    ]);
  };
  return { ...world, ask, reads: () => reads };
}

test('rules of a shop, of its region, of its tag and of all shops; none of the others', async () => {
  const world = rulesWorld();
  const place = { storeIds: [], storeTags: [], regionIds: [] };
  putLive(world, 'all', [fullOff('all')]);
  putLive(world, 'one', [fullOff('one')], { place: { ...place, storeIds: ['s1'] } });
  putLive(world, 'tag', [fullOff('tag')], { place: { ...place, storeTags: ['夜间营业'] } });
  putLive(world, 'area', [fullOff('area')], { place: { ...place, regionIds: ['r2'] } });
  const ids = async (store: ReturnType<typeof shop>) => (await world.ask(store)).map(([id]) => id);
  expect(await ids(shop('s1'))).toEqual(['all', 'one']);
  expect(await ids(shop('s2', ['夜间营业'], 'r2'))).toEqual(['all', 'area', 'tag']);
});

test('every shop takes a rule up at the same instant, warm memories included', async () => {
  const world = rulesWorld();
  const from = world.clock.now + 3_000;
  putLive(world, 'c', [fullOff('p', { scope: aScope({ from, until: from + 5_000 }) })], {
    until: from + 5_000,
  });
  expect(await world.ask()).toEqual([]);
  const cold = world.reads();
  world.clock.advance(2_999);
  expect(await world.ask()).toEqual([]);
  world.clock.advance(1);
  expect(await world.ask(shop('s1'))).toEqual([['p', null]]);
  expect(await world.ask(shop('s9'))).toEqual([['p', null]]);
  world.clock.advance(5_000);
  expect(await world.ask()).toEqual([]);
  expect(world.reads()).toBe(cold);
});

test('a checkout sees a stop at once, and what is left of a budget', async () => {
  const world = rulesWorld();
  const doc = putLive(world, 'c', [fullOff('p', { budgetLeftFen: 900 })], { until: FAR });
  expect(await world.ask()).toEqual([['p', 900]]);
  const budget = world.db.row('promoBudgets', 'p');
  if (budget) world.db.put('promoBudgets', { ...budget, leftFen: 100, spentFen: 800 });
  expect(await world.ask(shop('s1'), true)).toEqual([['p', 100]]);
  world.db.put('campaigns', { ...doc, live: null, liveUntil: 0 });
  expect(await world.ask(shop('s1'), true)).toEqual([]);
});
