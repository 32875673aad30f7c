import { describe, expect, test } from 'vitest';
import { DAY_MS, addDays, dayOf } from '#shared/domain/time';
import { aStore } from '../orders/testing';
import { chainWorld } from '../supply/testing';
import { main as adviseAssortment } from './adviseAssortment';
import { main as decideAssortment } from './decideAssortment';
import { main as listAssortmentAdvice } from './listAssortmentAdvice';
import { main as runAdviseAssortment } from './runAdviseAssortment';

/** Six shops of a city sell `hit` well; the seventh has only `dud`, which nobody wants there. */
function chain() {
  const w = chainWorld();
  const shops = ['s1', 's2', 's3', 's4', 's5', 's6', 's7'];
  w.db.put('stores', ...shops.slice(3).map((id) => aStore(id, { name: `${id}店` })));
  for (const id of shops) {
    if (id !== 's7')
      for (const sku of ['hit', 'hit2', 'hit3', 'hit4', 'hit5']) w.fill(id, sku, 50, 4);
    w.fill(id, 'dud', 50, id === 's7' ? 0.1 : 1);
  }
  w.db.put('categories', { _id: 'c1', name: '饮料', sort: 1 });
  const merch = w.as.hq(['hqMerch']);
  const advice = (storeId: string) => w.ok(listAssortmentAdvice, { storeId }, merch);
  const decide = (skuIds: string[], accept = true) =>
    w.call(decideAssortment, { requestId: w.requestId(), storeId: 's7', skuIds, accept }, merch);
  return { ...w, merch, advice, decide };
}

describe('shelf advice', () => {
  test('what shops like this one sell is recommended, best first, with the expected sales', async () => {
    const w = chain();
    expect(await w.ok(adviseAssortment, {}, w.as.timer())).toMatchObject({ stores: 7 });
    const { store, stores } = await w.advice('s7');
    expect(stores).toMatchObject([{ storeId: 's7' }]);
    expect(store?.lines.filter(({ kind }) => kind === 'add')).toHaveLength(5);
    expect(store?.lines[0]?.why).toMatch(/^同类门店有 6 家在卖，预计本店每周卖 [\d.]+ 件/);
    // One more than the shelf takes at once, so the weakest goes.
    expect(store?.lines.filter(({ kind }) => kind === 'drop')).toMatchObject([{ skuId: 'dud' }]);
  });

  test('accepted, it stands on the shelf with an empty stock; one in five is kept back, and taken when asked again', async () => {
    const w = chain();
    await w.ok(runAdviseAssortment, {}, w.merch);
    const adds = (await w.advice('s7')).store?.lines.filter(({ kind }) => kind === 'add') ?? [];
    const answer = await w.decide(adds.map(({ skuId }) => skuId));
    const after = (await w.advice('s7')).store?.lines ?? [];
    const held = after.filter(({ status }) => status === 'held').map(({ skuId }) => skuId);
    const accepted = after.filter(({ status }) => status === 'accepted');
    expect(answer).toMatchObject({
      ok: true,
      data: { done: accepted.length, held: held.length, stale: [] },
    });
    expect(accepted.length + held.length).toBe(adds.length);
    for (const { skuId } of accepted) {
      expect(w.db.row('listings', `s7:${skuId}`)).toMatchObject({ onShelf: true });
      expect(w.stock(`s7:${skuId}`)).toMatchObject({ available: 0 });
    }
    for (const id of held) expect(w.db.row('listings', `s7:${id}`)).toBeUndefined();
    if (held.length > 0) await w.decide(held);
    expect(await w.decide(adds.map(({ skuId }) => skuId))).toMatchObject({ code: 'NOTHING_LEFT' });
  });

  test('a refusal is remembered past the next run', async () => {
    const w = chain();
    await w.ok(runAdviseAssortment, {}, w.merch);
    await w.decide(['hit'], false);
    w.clock.now += 7 * DAY_MS;
    await w.ok(adviseAssortment, {}, w.as.timer());
    const lines = (await w.advice('s7')).store?.lines ?? [];
    expect(lines.map(({ skuId }) => skuId)).not.toContain('hit');
    expect(lines.map(({ skuId }) => skuId)).toContain('hit2');
  });

  test('four weeks later it says what came of it', async () => {
    const w = chain();
    await w.ok(runAdviseAssortment, {}, w.merch);
    const adds = (await w.advice('s7')).store?.lines.filter(({ kind }) => kind === 'add') ?? [];
    const ids = adds.map(({ skuId }) => skuId);
    await w.decide(ids);
    await w.decide(ids);
    const from = addDays(dayOf(w.clock.now), 1);
    for (const skuId of ids)
      w.db.put('demand', {
        _id: `s7:${skuId}`,
        storeId: 's7',
        skuId,
        from,
        sold: Array.from({ length: 28 }, () => 3),
        outHours: Array.from({ length: 28 }, () => 0),
        pricePct: Array.from({ length: 28 }, () => 100),
      });
    w.clock.now += 29 * DAY_MS;
    const { results } = await w.advice('s7');
    expect(results).toMatchObject({ accepted: 5, measured: 5, soldPerWeek: 21, upliftPct: null });
    expect(results.expectedPerWeek).toBeGreaterThan(0);
  });
});
