import { describe, expect, test } from 'vitest';
import { DAY_MS } from '#shared/domain/time';
import { aSku, aStore, shelve } from '../orders/testing';
import { testWorld } from '../kit/testing';
import { main as decideCampaignRequest } from './decideCampaignRequest';
import { main as listCampaignPage } from './listCampaignPage';
import { main as listCampaignRequests } from './listCampaignRequests';
import { main as listCampaignTemplates } from './listCampaignTemplates';
import { main as listCampaigns } from './listCampaigns';
import { main as listStoreCampaigns } from './listStoreCampaigns';
import { main as publishCampaign } from './publishCampaign';
import { main as requestCampaign } from './requestCampaign';
import { aScope, fullOff, putLive } from './testing';
import { main as withdrawCampaignRequest } from './withdrawCampaignRequest';

function shopWorld() {
  const world = testWorld();
  world.db.put('stores', aStore('s1'), aStore('s2', { regionId: 'r2' }));
  shelve(world, 's1', aSku('tea', 1_200), 10);
  shelve(world, 's1', aSku('cup', 800), 10);
  const manager = world.as.staff({ roles: ['storeManager'], storeId: 's1', name: '店长小陈' });
  const owner = world.as.hq(['hqOwner']);
  const now = world.clock.now;
  const wish = (more: object = {}) => ({
    requestId: world.requestId(),
    storeId: 's1',
    template: 'anniversary',
    title: '三周年店庆',
    skuIds: ['tea'],
    budgetFen: 50_001,
    from: now + DAY_MS,
    until: now + 4 * DAY_MS,
    reason: '开业三周年',
    ...more,
  });
  const ask = async () => (await world.ok(requestCampaign, wish(), manager)).requestNo;
  const decide = (requestNo: string, more: object = {}) => ({
    requestId: world.requestId(),
    requestNo,
    approve: true,
    note: '支持',
    ...more,
  });
  return { ...world, manager, owner, now, wish, ask, decide };
}

describe('申请总部资源', () => {
  test('asked by the shop, granted with money, published: it runs only there', async () => {
    const w = shopWorld();
    const requestNo = await w.ask();
    const { items } = await w.ok(listCampaignRequests, { status: 'submitted' }, w.owner);
    expect(items).toMatchObject([
      {
        title: '三周年店庆',
        storeName: '连店 s1',
        budgetFen: 50_001,
        byName: '店长小陈',
        goods: [{ title: '商品 tea' }],
      },
    ]);
    const given = await w.ok(
      decideCampaignRequest,
      w.decide(requestNo, { budgetFen: 30_001 }),
      w.owner,
    );
    const campaignId = given.campaignId ?? '';
    const publish = { requestId: w.requestId(), campaignId, version: 1 };
    await w.ok(publishCampaign, publish, w.owner);
    const budgets = w.db.rows('promoBudgets').map(({ budgetFen }) => budgetFen);
    expect(budgets.toSorted()).toEqual([15_000, 15_001]);
    const here = await w.ok(listStoreCampaigns, { storeId: 's1' }, w.manager);
    expect(here).toMatchObject({
      items: [{ name: '三周年店庆', own: true, state: 'scheduled', budget: { budgetFen: 30_001 } }],
      requests: [{ status: 'approved', decided: { note: '支持', budgetFen: 30_001 } }],
      ownCoupons: 'approval',
    });
    const there = w.as.staff({ roles: ['storeManager'], storeId: 's2' });
    expect(await w.ok(listStoreCampaigns, { storeId: 's2' }, there)).toMatchObject({ items: [] });
  });

  test('granted after its first day: it begins now, with the budget given', async () => {
    const w = shopWorld();
    const requestNo = await w.ask();
    w.clock.advance(2 * DAY_MS);
    const { campaignId } = await w.ok(decideCampaignRequest, w.decide(requestNo), w.owner);
    const publish = { requestId: w.requestId(), campaignId: campaignId ?? '', version: 1 };
    const out = await w.ok(publishCampaign, publish, w.owner);
    expect(out).toMatchObject({ from: w.clock.now + 10_000, until: w.now + 4 * DAY_MS });
  });

  test('too late, answered twice, withdrawn before', async () => {
    const w = shopWorld();
    const late = await w.ask();
    const gone = await w.ask();
    const withdraw = { requestId: w.requestId(), storeId: 's1', requestNo: gone };
    await w.ok(withdrawCampaignRequest, withdraw, w.manager);
    const decide = (no: string, more = {}) =>
      w.call(decideCampaignRequest, w.decide(no, more), w.owner);
    expect(await decide(gone)).toMatchObject({ code: 'WRONG_STAGE' });
    w.clock.advance(4 * DAY_MS);
    expect(await decide(late)).toMatchObject({ code: 'TOO_LATE' });
    expect(await decide(late, { approve: false })).toMatchObject({
      data: { status: 'rejected', campaignId: null },
    });
    expect(await decide(late)).toMatchObject({ code: 'WRONG_STAGE' });
    const again = { ...withdraw, requestId: w.requestId(), requestNo: late };
    expect(await w.call(withdrawCampaignRequest, again, w.manager)).toMatchObject({
      code: 'WRONG_STAGE',
    });
    expect(w.db.rows('campaigns')).toEqual([]);
  });

  test.each<[string, object, string]>([
    ['a template of headquarters', { template: 'double11' }, 'BAD_INPUT'],
    ['goods the shop does not sell', { skuIds: ['milk'] }, 'NOT_SOLD_HERE'],
    ['a time that is over', { from: 1, until: 2 }, 'BAD_PERIOD'],
    ['another shop', { storeId: 's2' }, 'NOT_FOUND'],
  ])('refused: %s', async (_what, more, code) => {
    const w = shopWorld();
    expect(await w.call(requestCampaign, w.wish(more), w.manager)).toMatchObject({ code });
  });

  test('three open requests are enough; a cashier cannot ask; a region sees its own', async () => {
    const w = shopWorld();
    for (let i = 0; i < 3; i += 1) await w.ask();
    expect(await w.call(requestCampaign, w.wish(), w.manager)).toMatchObject({ code: 'TOO_MANY' });
    const cashier = w.as.staff({ roles: ['cashier'], storeId: 's1' });
    expect(await w.call(requestCampaign, w.wish(), cashier)).toMatchObject({ code: 'NOT_ALLOWED' });
    const region = w.as.hq(['regionManager'], { regionId: 'r2' });
    expect(await w.ok(listCampaignRequests, {}, region)).toMatchObject({ items: [], total: 0 });
    expect(await w.ok(listCampaigns, {}, region)).toMatchObject({ total: 0 });
    const no = await w.call(
      decideCampaignRequest,
      w.decide(w.db.rows('campaignRequests')[0]?._id ?? ''),
      region,
    );
    expect(no).toMatchObject({ code: 'NOT_ALLOWED' });
  });

  test('templates a shop may ask for, in words', async () => {
    const w = shopWorld();
    const { items } = await w.ok(listCampaignTemplates, { forStores: true }, w.manager);
    expect(items.map(({ key }) => key)).toContain('anniversary');
    expect(items.map(({ key }) => key)).not.toContain('double11');
    expect(items.find(({ key }) => key === 'anniversary')?.ruleTexts).toEqual([
      '限时9折',
      '满¥50减¥8',
    ]);
  });
});

describe('the campaign page of a shop', () => {
  test('blocks of what runs here and begins within a day, with boxes and goods', async () => {
    const w = shopWorld();
    shelve(w, 's1', aSku('box', 3_000, { components: [{ skuId: 'tea', qty: 2 }] }), 0);
    const goods = { categoryIds: [], skuIds: ['cup'], exceptCategoryIds: [], exceptSkuIds: [] };
    const page = { title: '年货', image: '', text: '团圆' };
    const rule = fullOff('pr_a', { scope: aScope({ goods }) });
    const soon = { page, from: w.now + DAY_MS, until: w.now + 9 * DAY_MS };
    putLive(w, 'c1', [rule], { page, bundleSkuIds: ['box'] });
    putLive(w, 'c2', [fullOff('pr_b')], soon);
    putLive(w, 'c3', [fullOff('pr_c')], { ...soon, from: soon.from + 1 });
    putLive(w, 'c4', [fullOff('pr_d')], {
      page,
      place: { storeIds: ['s2'], storeTags: [], regionIds: [] },
    });
    const { blocks } = await w.ok(listCampaignPage, { storeId: 's1' }, w.as.anonymous());
    expect(blocks).toMatchObject([
      { campaignId: 'c2', state: 'begins', goods: [] },
      {
        campaignId: 'c1',
        state: 'live',
        title: '年货',
        goods: [
          { skuId: 'box', priceFen: 3_000, stock: 'few', parts: [{ title: '商品 tea', qty: 2 }] },
          { skuId: 'cup', priceFen: 800, stock: 'plenty', parts: [] },
        ],
      },
    ]);
    const nowhere = await w.call(listCampaignPage, { storeId: 's9' }, w.as.anonymous());
    expect(nowhere).toMatchObject({ code: 'NOT_FOUND' });
  });
});
