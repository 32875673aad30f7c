import { describe, expect, test } from 'vitest';
import type { In } from '#shared/contracts/kit';
import type { saveCampaign as saveCampaignCall } from '#shared/contracts/campaigns';
import { templateOf } from '#shared/domain/campaigns/templates';
import { DAY_MS } from '#shared/domain/time';
import { aSku, aStore } from '../orders/testing';
import { testWorld } from '../kit/testing';
import { checkWorld } from '../../tests/invariants';
import { main as approveCampaign } from './approveCampaign';
import { main as getCampaign } from './getCampaign';
import { main as getCampaignPolicy } from './getCampaignPolicy';
import { main as listCampaigns } from './listCampaigns';
import { promotionsFor } from './promotionsFor';
import { main as publishCampaign } from './publishCampaign';
import { main as saveCampaign } from './saveCampaign';
import { main as saveCampaignPolicy } from './saveCampaignPolicy';
import { main as stopCampaign } from './stopCampaign';
import { main as submitCampaign } from './submitCampaign';
import { main as whoHasIt } from './whoHasIt';

type Plan = In<typeof saveCampaignCall>['plan'];

function hqWorld() {
  const world = testWorld();
  world.db.put('stores', aStore('s1'), aStore('s2', { tags: ['夜间营业'] }));
  world.db.put('skus', aSku('tea', 1_200), aSku('cup', 800));
  const planner = world.as.hq(['hqMarketing']);
  const owner = world.as.hq(['hqOwner']);
  const now = world.clock.now;
  const [full] = templateOf('double11')?.rules ?? [];
  if (full?.type !== 'fullOff') throw new Error('the template begins with a full reduction');
  const plan = (more: Partial<Plan> = {}, budgetFen: number | null = null): Plan => ({
    name: '双11',
    note: '',
    place: { storeIds: [], storeTags: [], regionIds: [] },
    from: now + DAY_MS,
    until: now + 3 * DAY_MS,
    rules: [{ ...full, budgetFen }],
    bundleSkuIds: [],
    page: { title: '双11', image: '', text: '全店满减' },
    ...more,
  });
  const id = () => ({ requestId: world.requestId() });
  const save = (form: Plan, more: { campaignId?: string; version?: number } = {}) =>
    world.ok(saveCampaign, { ...id(), plan: form, ...more }, planner);
  const step = (campaign: { campaignId: string; version: number }) => ({ ...id(), ...campaign });
  const publish = async (form: Plan) => {
    const saved = await save(form);
    const { state } = await world.ok(submitCampaign, step(saved), planner);
    if (state === 'pending')
      await world.ok(approveCampaign, { ...step(saved), approve: true, note: '' }, owner);
    return { ...saved, ...(await world.ok(publishCampaign, step(saved), planner)) };
  };
  const rules = (storeId = 's1') => {
    const db = world.db.open({
      trip() {},
      left: () => 1e6,
      pause: async () => {},
      random: () => 0,
    });
    const store = world.db.row('stores', storeId);
    if (!store) throw new Error(storeId);
    const none = <T>(_key: string, _ttl: number, load: () => Promise<T>) => load();
    return promotionsFor({ db, now: world.clock.now, cached: none }, store, { fresh: true });
  };
  return { ...world, planner, owner, now, full, plan, save, step, publish, rules };
}

describe('from an idea to every shop', () => {
  test('saved, signed by another, published: every shop has it from its instant on', async () => {
    const w = hqWorld();
    const saved = await w.save(w.plan());
    expect(await w.ok(submitCampaign, w.step(saved), w.planner)).toMatchObject({
      state: 'pending',
    });
    const own = await w.call(
      approveCampaign,
      { ...w.step(saved), approve: true, note: '' },
      w.planner,
    );
    expect(own).toMatchObject({ code: 'FOUR_EYES' });
    const early = await w.call(publishCampaign, w.step(saved), w.planner);
    expect(early).toMatchObject({ code: 'WRONG_STAGE' });
    await w.ok(approveCampaign, { ...w.step(saved), approve: true, note: '同意' }, w.owner);
    const input = w.step(saved);
    const out = await w.ok(publishCampaign, input, w.planner);
    expect(out).toMatchObject({ state: 'scheduled', from: w.now + DAY_MS });
    expect(await w.ok(publishCampaign, input, w.planner)).toEqual(out);
    expect(await w.rules()).toEqual([]);
    w.clock.advance(DAY_MS);
    expect(await w.rules('s1')).toMatchObject([{ name: '双11满减', version: 1 }]);
    expect(await w.rules('s2')).toHaveLength(1);
    w.clock.advance(2 * DAY_MS);
    expect(await w.rules()).toEqual([]);
    const seen = await w.ok(getCampaign, { campaignId: saved.campaignId }, w.owner);
    expect(seen).toMatchObject({ state: 'ended', decided: { note: '同意' }, needsApproval: true });
    expect(seen.versions).toMatchObject([{ version: 1 }]);
    expect(checkWorld(w.db)).toEqual([]);
  });

  test('what can only cost little needs one signature; a rejected plan goes back', async () => {
    const w = hqWorld();
    const small = await w.save(w.plan({}, 200_000));
    expect(await w.ok(submitCampaign, w.step(small), w.planner)).toMatchObject({
      state: 'approved',
    });
    const large = await w.save(w.plan({}, 200_001));
    expect(await w.ok(submitCampaign, w.step(large), w.planner)).toMatchObject({
      state: 'pending',
    });
    const no = { ...w.step(large), approve: false, note: '预算太高' };
    expect(await w.ok(approveCampaign, no, w.owner)).toMatchObject({ state: 'draft' });
    const seen = await w.ok(getCampaign, { campaignId: large.campaignId }, w.planner);
    expect(seen).toMatchObject({
      decided: { approved: false, note: '预算太高' },
      can: { submit: true },
    });
  });

  test('whoever changed the plan last may not sign it either', async () => {
    const w = hqWorld();
    const saved = await w.save(w.plan());
    const again = { requestId: w.requestId(), plan: w.plan({ name: '改过' }), ...saved };
    const second = await w.ok(saveCampaign, again, w.owner);
    await w.ok(submitCampaign, w.step(second), w.planner);
    const sign = { ...w.step(second), approve: true, note: '' };
    expect(await w.call(approveCampaign, sign, w.owner)).toMatchObject({ code: 'FOUR_EYES' });
    const old = { ...w.step(saved), approve: true, note: '' };
    expect(await w.call(approveCampaign, old, w.owner)).toMatchObject({ code: 'STALE' });
  });

  test('published at once: it begins when the last warm memory of the old rules is gone', async () => {
    const w = hqWorld();
    const { from } = await w.publish(w.plan({ from: w.now - DAY_MS }));
    expect(from).toBe(w.now + 10_000);
    w.clock.advance(9_999);
    expect(await w.rules()).toEqual([]);
    w.clock.advance(1);
    expect(await w.rules()).toHaveLength(1);
  });
});

describe('changing what is live', () => {
  test('the published version goes on until the new one is published, then without a gap', async () => {
    const w = hqWorld();
    const { campaignId } = await w.publish(w.plan({ from: w.now }, 5_000));
    w.clock.advance(60_000);
    const [rule] = (await w.ok(getCampaign, { campaignId }, w.planner)).plan.rules;
    if (!rule) throw new Error('no rule');
    const saved = await w.save(
      w.plan({ from: w.now, rules: [{ ...rule, name: '加码', budgetFen: 9_000 }] }),
      { campaignId, version: 1 },
    );
    expect(await w.rules()).toMatchObject([{ name: '双11满减', version: 1, budgetLeftFen: 5_000 }]);
    expect(await w.ok(getCampaign, { campaignId }, w.planner)).toMatchObject({
      state: 'live',
      changed: true,
      can: { submit: true, publish: false },
    });
    await w.ok(submitCampaign, w.step(saved), w.planner);
    await w.ok(publishCampaign, w.step(saved), w.planner);
    expect(await w.rules()).toMatchObject([{ name: '双11满减', version: 1 }]);
    w.clock.advance(10_000);
    expect(await w.rules()).toMatchObject([
      { id: rule.ruleId, name: '加码', version: 2, budgetLeftFen: 9_000 },
    ]);
    expect(checkWorld(w.db)).toEqual([]);
  });

  test('a budget cannot be set below what is spent', async () => {
    const w = hqWorld();
    const { campaignId } = await w.publish(w.plan({ from: w.now }, 5_000));
    const [budget] = w.db.rows('promoBudgets');
    if (!budget) throw new Error('no budget');
    w.db.put('promoBudgets', { ...budget, leftFen: 1_000, spentFen: 4_000 });
    const [rule] = (await w.ok(getCampaign, { campaignId }, w.planner)).plan.rules;
    if (!rule) throw new Error('no rule');
    const low = await w.save(w.plan({ rules: [{ ...rule, budgetFen: 3_999 }] }), {
      campaignId,
      version: 1,
    });
    await w.ok(submitCampaign, w.step(low), w.planner);
    const refused = await w.call(publishCampaign, w.step(low), w.planner);
    expect(refused).toMatchObject({ code: 'BUDGET_SPENT' });
    expect(w.db.row('promoBudgets', budget._id)).toMatchObject({
      leftFen: 1_000,
      budgetFen: 5_000,
    });
  });

  test('the kill switch ends it with the next quote; it has to be signed again', async () => {
    const w = hqWorld();
    const { campaignId, version } = await w.publish(w.plan({ from: w.now }));
    w.clock.advance(10_000);
    const stop = { requestId: w.requestId(), campaignId, reason: '价格设错' };
    expect(await w.ok(stopCampaign, stop, w.planner)).toMatchObject({ state: 'stopped' });
    expect(await w.rules()).toEqual([]);
    const seen = await w.ok(getCampaign, { campaignId }, w.owner);
    expect(seen).toMatchObject({ state: 'stopped', stopped: { reason: '价格设错' } });
    const again = await w.call(publishCampaign, w.step({ campaignId, version }), w.planner);
    expect(again).toMatchObject({ code: 'WRONG_STAGE' });
    const twice = { ...stop, requestId: w.requestId() };
    expect(await w.call(stopCampaign, twice, w.planner)).toMatchObject({ code: 'WRONG_STAGE' });
    expect(w.db.rows('auditLogs').at(-1)).toMatchObject({ reason: '价格设错' });
    expect(checkWorld(w.db)).toEqual([]);
  });

  test('two people with the same form: the second is told', async () => {
    const w = hqWorld();
    const saved = await w.save(w.plan());
    await w.save(w.plan({ name: '甲' }), saved);
    const late = { requestId: w.requestId(), plan: w.plan({ name: '乙' }), ...saved };
    expect(await w.call(saveCampaign, late, w.owner)).toMatchObject({ code: 'STALE' });
  });
});

describe('refused', () => {
  test.each<[string, (w: ReturnType<typeof hqWorld>) => Partial<Plan>, string]>([
    ['ends before it begins', (w) => ({ until: w.now + DAY_MS }), 'BAD_PERIOD'],
    ['is over', (w) => ({ from: 1, until: w.now }), 'BAD_PERIOD'],
    ['a gift that does not exist', (w) => ({ rules: [gift(w, 'gone')] }), 'BAD_PLAN'],
    ['a box that is none', () => ({ bundleSkuIds: ['tea'] }), 'BAD_PLAN'],
    [
      'a tier that gives more than it asks',
      (w) => ({ rules: [{ ...w.full, tiers: [{ fromFen: 100, fromQty: 0, offFen: 200 }] }] }),
      'BAD_PLAN',
    ],
  ])('%s', async (_what, more, code) => {
    const w = hqWorld();
    const input = { requestId: w.requestId(), plan: w.plan(more(w)) };
    expect(await w.call(saveCampaign, input, w.planner)).toMatchObject({ code });
    expect(w.db.rows('campaigns')).toEqual([]);
  });

  test('an empty campaign cannot be submitted; shops and supply cannot plan', async () => {
    const w = hqWorld();
    const saved = await w.save(w.plan({ rules: [], page: null }));
    expect(await w.call(submitCampaign, w.step(saved), w.planner)).toMatchObject({
      code: 'BAD_PLAN',
    });
    const manager = w.as.staff({ roles: ['storeManager'], storeId: 's1' });
    for (const who of [manager, w.as.hq(['hqSupply']), w.as.shopper('x')]) {
      const input = { requestId: w.requestId(), plan: w.plan() };
      expect(await w.call(saveCampaign, input, who)).toMatchObject({ code: 'NOT_ALLOWED' });
    }
  });
});

function gift(w: ReturnType<typeof hqWorld>, skuId: string): Plan['rules'][number] {
  const { tiers: _tiers, ...rest } = w.full;
  const tiers = [{ fromFen: 1_000, fromQty: 0, gifts: [{ skuId, qty: 1 }] }];
  return { ...rest, type: 'fullGift', tiers };
}

describe('what headquarters sees', () => {
  test('gifts keep their title and price; the list tells state, place and money', async () => {
    const w = hqWorld();
    await w.publish(
      w.plan({
        rules: [gift(w, 'cup')],
        place: { storeIds: ['s1'], storeTags: [], regionIds: [] },
      }),
    );
    await w.save(w.plan({ name: '草稿' }, 7_000));
    const { items, total } = await w.ok(listCampaigns, {}, w.owner);
    expect(total).toBe(2);
    expect(items).toMatchObject([
      {
        name: '双11',
        state: 'scheduled',
        placeText: '连店 s1',
        ruleTexts: ['满¥10送商品 cup×1'],
        budgetFen: null,
      },
      { name: '草稿', state: 'draft', placeText: '全部门店', budgetFen: 7_000, spentFen: 0 },
    ]);
    const drafts = await w.ok(listCampaigns, { state: 'draft', query: '草' }, w.owner);
    expect(drafts.items).toHaveLength(1);
  });

  test('who has it: every shop with yes or no and why', async () => {
    const w = hqWorld();
    w.db.put('stores', aStore('s3', { status: 'paused' }));
    const place = { storeIds: ['s3'], storeTags: ['夜间营业'], regionIds: [] };
    const { campaignId } = await w.publish(w.plan({ place, from: w.now }));
    const before = await w.ok(whoHasIt, { campaignId }, w.owner);
    expect(before).toMatchObject({ published: true, with: 1, without: 2 });
    w.clock.advance(10_000);
    const { stores } = await w.ok(whoHasIt, { campaignId }, w.owner);
    expect(stores.map(({ storeId, has, why }) => [storeId, has, why])).toEqual([
      ['s2', true, '执行中'],
      ['s1', false, '不在活动门店范围'],
      ['s3', false, '暂停营业'],
    ]);
  });

  test('a shop that sells none of the named goods does not have it', async () => {
    const w = hqWorld();
    w.db.put('listings', {
      _id: 's2:tea',
      storeId: 's2',
      skuId: 'tea',
      onShelf: true,
      sort: 0,
      storePriceFen: null,
      special: null,
      updatedAt: 0,
    });
    const { campaignId } = await w.publish(w.plan({ rules: [{ ...w.full, skuIds: ['tea'] }] }));
    const { stores } = await w.ok(whoHasIt, { campaignId }, w.owner);
    expect(stores.map(({ storeId, has }) => [storeId, has])).toEqual([
      ['s2', true],
      ['s1', false],
    ]);
  });

  test('the limit of one signature is headquarters to set, by the owner alone', async () => {
    const w = hqWorld();
    const before = await w.ok(getCampaignPolicy, {}, w.planner);
    expect(before).toMatchObject({ approvalFromFen: 200_000, ownCoupons: 'approval', version: 0 });
    const policy = {
      approvalFromFen: 0,
      ownCoupons: 'off' as const,
      byStore: { s1: 'free' as const },
    };
    const input = { requestId: w.requestId(), version: 0, policy };
    expect(await w.call(saveCampaignPolicy, input, w.planner)).toMatchObject({
      code: 'NOT_ALLOWED',
    });
    expect(await w.ok(saveCampaignPolicy, input, w.owner)).toEqual({ version: 1 });
    const stale = { ...input, requestId: w.requestId() };
    expect(await w.call(saveCampaignPolicy, stale, w.owner)).toMatchObject({ code: 'STALE' });
    w.cold();
    const saved = await w.save(w.plan({}, 100));
    expect(await w.ok(submitCampaign, w.step(saved), w.planner)).toMatchObject({
      state: 'pending',
    });
  });
});
