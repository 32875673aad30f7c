import { describe, expect, test } from 'vitest';
import type { In } from '#shared/contracts/kit';
import { templateOf } from '#shared/domain/campaigns/templates';
import { DAY_MS, HOUR_MS } from '#shared/domain/time';
import { paidOrder } from '../orders/payment/testing';
import { STORE, TEA_FEN, aSku, shelve, shopWorld } from '../orders/testing';
import { main as getCampaign } from './getCampaign';
import { main as rehearseCampaign } from './rehearseCampaign';
import { main as saveCampaign } from './saveCampaign';
import { aScope, fullOff, putLive } from './testing';

type Plan = In<typeof saveCampaign.spec>['plan'];
type Rule = Plan['rules'][number];

const [full] = templateOf('double11')?.rules ?? [];
if (full?.type !== 'fullOff') throw new Error('the template begins with a full reduction');
const off = (fromFen: number, offFen: number, more: Partial<typeof full> = {}): Rule => ({
  ...full,
  tiers: [{ fromFen, fromQty: 0, offFen }],
  ...more,
});

/** A shop that sold one tea to one shopper, three teas to another, and one order nobody paid. */
async function pastWorld() {
  const world = shopWorld({ pieces: 100 });
  const hq = world.as.hq(['hqMarketing']);
  const teas = (qty: number) => ({
    lines: [{ skuId: 'tea', qty }],
    expectedPayableFen: qty * TEA_FEN,
  });
  await paidOrder(world);
  world.clock.advance(HOUR_MS);
  await paidOrder(world, teas(3));
  await world.place(teas(5));
  world.clock.advance(HOUR_MS);
  const now = world.clock.now;
  const save = (rules: Rule[], more: Partial<Plan> = {}) =>
    world.ok(
      saveCampaign,
      {
        requestId: world.requestId(),
        plan: {
          name: '满减',
          note: '',
          place: { storeIds: [], storeTags: [], regionIds: [] },
          from: now + DAY_MS,
          until: now + 15 * DAY_MS,
          rules,
          bundleSkuIds: [],
          page: null,
          ...more,
        },
      },
      hq,
    );
  const rehearse = async (rules: Rule[], more: Partial<Plan> = {}) =>
    world.ok(rehearseCampaign, await save(rules, more), hq);
  return { ...world, hq, now, save, rehearse };
}

describe('a rehearsal', () => {
  test('runs last week again: what it costs, what is left, how long the budget lasts', async () => {
    const w = await pastWorld();
    const report = await w.rehearse([off(3_000, 500, { budgetFen: 600 })]);
    expect(report).toMatchObject({
      done: true,
      seen: 2,
      touched: 1,
      salesFen: 4 * TEA_FEN,
      salesWithFen: 4 * TEA_FEN - 500,
      extraFen: 500,
      marginFen: 4 * 600,
      marginWithFen: 4 * 600 - 500,
      belowFloorLines: 0,
      belowCostLines: 0,
      conflicts: [],
    });
    // ¥5 a week: a budget of ¥6 lasts 8.4 days of the 14; more than it is never given.
    expect(report.rules).toMatchObject([
      { orders: 1, givenFen: 500, budgetFen: 600, daysOfBudget: 8.4, forecastFen: 600 },
    ]);
    expect(report.worst).toMatchObject([{ withoutFen: 3_600, withFen: 3_100, costFen: 500 }]);
  });

  test('below cost and below floor are counted, the worst orders named', async () => {
    const w = await pastWorld();
    const tea = w.db.row('skus', 'tea');
    if (tea) w.db.put('skus', { ...tea, floorPriceFen: 1_000, costFen: 900 });
    const held = await w.rehearse([off(1_000, 700)]);
    expect(held).toMatchObject({ belowFloorLines: 0, belowCostLines: 0 });
    const deep = await w.rehearse([off(1_000, 700, { belowFloor: true })]);
    expect(deep).toMatchObject({ touched: 2, belowFloorLines: 2, belowCostLines: 1 });
    expect(deep.worst).toContainEqual(expect.objectContaining({ why: '整单低于成本' }));
  });

  test('a rule of the same group that lives then gives way: told with what it loses', async () => {
    const w = await pastWorld();
    const scope = aScope({ from: w.now - DAY_MS });
    putLive(w, 'other', [fullOff('pr_old', { name: '老满减', scope })]);
    const report = await w.rehearse([off(3_000, 900)]);
    expect(report).toMatchObject({
      extraFen: 400,
      conflicts: [{ ruleId: 'pr_old', name: '老满减', orders: 1, lostFen: 500 }],
    });
  });

  test('one that is over before it begins is no conflict', async () => {
    const w = await pastWorld();
    putLive(w, 'other', [fullOff('pr_old')], { until: w.now + DAY_MS });
    expect(await w.rehearse([off(3_000, 900)])).toMatchObject({ extraFen: 900, conflicts: [] });
  });

  test('hours and shops count; dates do not', async () => {
    const w = await pastWorld();
    // The orders were made at 10:00 and 11:00.
    const hours = [{ start: 10 * 60, end: 10 * 60 + 30 }];
    expect(await w.rehearse([off(1_000, 100, { hours })])).toMatchObject({ touched: 1 });
    const place = { storeIds: ['s2'], storeTags: [], regionIds: [] };
    expect(await w.rehearse([off(1_000, 100)], { place })).toMatchObject({ seen: 0, done: true });
  });

  test('a gift costs what it costs us', async () => {
    const w = await pastWorld();
    shelve(w, STORE, aSku('cup', 900, { costFen: 250 }), 10);
    const { tiers: _tiers, ...rest } = full;
    const tiers = [{ fromFen: 3_000, fromQty: 0, gifts: [{ skuId: 'cup', qty: 1 }] }];
    const report = await w.rehearse([{ ...rest, type: 'fullGift', tiers, group: 'gift' }]);
    expect(report).toMatchObject({ salesFen: report.salesWithFen, extraFen: 250, touched: 1 });
  });
});

describe('a long week', () => {
  test('goes on page by page, each order once, orders of one millisecond too', async () => {
    const w = await pastWorld();
    const [first] = w.db.rows('orders').filter(({ paidAt }) => paidAt !== null);
    if (!first) throw new Error('no order');
    for (let i = 0; i < 730; i += 1)
      w.db.put('orders', {
        ...first,
        _id: `o_copy${String(i).padStart(3, '0')}`,
        // 250 of them at one instant, the rest a second apart.
        createdAt: first.createdAt + 1 + Math.max(0, i - 250) * 1_000,
      });
    const saved = await w.save([off(1_000, 100)]);
    const half = await w.ok(rehearseCampaign, saved, w.hq);
    expect(half).toMatchObject({ done: false, total: 733 });
    const seen = await w.ok(getCampaign, { campaignId: saved.campaignId }, w.hq);
    expect(seen).toMatchObject({ rehearsed: false });
    expect(seen.warnings.join()).toContain('演练');
    const whole = await w.ok(rehearseCampaign, saved, w.hq);
    expect(whole).toMatchObject({ done: true, seen: 732, touched: 732, extraFen: 73_200 });
    expect(await w.ok(rehearseCampaign, saved, w.hq)).toEqual(whole);
    expect(await w.ok(getCampaign, { campaignId: saved.campaignId }, w.hq)).toMatchObject({
      rehearsed: true,
    });
  }, 60_000);

  test('belongs to one version; begun anew it looks at the week of today', async () => {
    const w = await pastWorld();
    const saved = await w.save([off(1_000, 100)]);
    await w.ok(rehearseCampaign, saved, w.hq);
    w.clock.advance(8 * DAY_MS);
    expect(await w.ok(rehearseCampaign, saved, w.hq)).toMatchObject({ seen: 2 });
    expect(await w.ok(rehearseCampaign, { ...saved, again: true }, w.hq)).toMatchObject({
      seen: 0,
    });
    const old = { ...saved, version: 9 };
    expect(await w.call(rehearseCampaign, old, w.hq)).toMatchObject({ code: 'STALE' });
    const shop = w.as.staff({ roles: ['storeManager'], storeId: STORE, staffId: 'st_x' });
    expect(await w.call(rehearseCampaign, saved, shop)).toMatchObject({ code: 'NOT_ALLOWED' });
  });
});
