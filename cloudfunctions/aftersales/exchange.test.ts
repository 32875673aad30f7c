import { describe, expect, test } from 'vitest';
import { SWAP_DAYS } from '#shared/domain/aftersales/flow';
import { DAY_MS } from '#shared/domain/time';
import { checkWorld } from '../../tests/invariants';
import { STORE, aSku, shelve } from '../orders/testing';
import { main as applyAfterSale } from './applyAfterSale';
import { main as decideAfterSale } from './decideAfterSale';
import { main as escalateSla } from './escalateSla';
import { main as getAfterSaleHq } from './getAfterSaleHq';
import { main as getStoreAfterSale } from './getStoreAfterSale';
import { main as receiveReturn } from './receiveReturn';
import { main as sendBackParcel } from './sendBackParcel';
import { caseWorld, type CaseWorld } from './testing';
import { main as withdrawAfterSale } from './withdrawAfterSale';

const sound = (world: CaseWorld) =>
  expect(checkWorld(world.db, { swept: true, pay: world.pay })).toEqual([]);
const tea = (world: CaseWorld, storeId = STORE) => world.db.row('stock', `${storeId}:tea`);
const ASKED = { kind: 'exchange', reason: 'quality', expectedFen: 0 } as const;

/** Sold, applied for and approved: a tea waits for the shopper. */
async function waiting(world: CaseWorld): Promise<{ orderId: string; caseId: string }> {
  const orderId = await world.sold();
  const caseId = await world.open(orderId, ASKED);
  await world.ok(
    decideAfterSale,
    { ...world.ofShop(caseId), approve: true, text: '' },
    world.clerk,
  );
  return { orderId, caseId };
}
const condition = (sellable: number, damaged: number, refused = 0) => [
  { lineId: 'l1', sellable, damaged, refused },
];

describe('exchange', () => {
  test('the replacement is kept, the faulty piece comes back, no money moves', async () => {
    const world = caseWorld();
    const { orderId, caseId } = await waiting(world);
    expect(tea(world)).toMatchObject({ available: 46, reserved: 1 });
    expect(await world.see(caseId)).toMatchObject({ statusText: '待换货', canSend: false });
    sound(world);
    const input = { ...world.ofShop(caseId), lines: condition(0, 1), text: '' };
    const done = { status: 'exchanged', refundFen: 0, restocked: 0, handed: 1 };
    expect(await world.ok(receiveReturn, input, world.clerk)).toEqual(done);
    expect(await world.ok(receiveReturn, input, world.clerk)).toEqual(done);
    expect(tea(world)).toMatchObject({ available: 46, reserved: 0 });
    expect(world.doc(orderId).refundedFen).toBe(0);
    // The new piece is faulty too: it may be applied for again.
    await world.open(orderId, ASKED);
    sound(world);
  });

  test('in another shop: its shelf gives, the shop that sold bears the cost, its own piece is free', async () => {
    const world = caseWorld();
    shelve(world, 's2', aSku('tea', 1_200), 5);
    const { caseId } = await waiting(world);
    const input = { ...world.ofShop(caseId, 's2'), lines: condition(0, 1), text: '' };
    await world.ok(receiveReturn, input, world.other);
    expect(tea(world)).toMatchObject({ available: 47, reserved: 0 });
    expect(tea(world, 's2')).toMatchObject({ available: 4 });
    const booked = world.db.row('ledgerTxns', `exchange:${caseId}`);
    expect(booked?.entries).toContainEqual({
      account: 'interStore:s1:s2',
      deltaFen: 600,
      book: 's1',
      kind: 'exchange',
    });
    sound(world);
  });

  test('without a replacement nobody promises one; the faulty piece is none', async () => {
    const world = caseWorld();
    const { caseId } = await waiting(world);
    shelve(world, 's2', aSku('tea', 1_200), 0);
    const input = { ...world.ofShop(caseId, 's2'), lines: condition(1, 0), text: '' };
    const none = { code: 'NO_REPLACEMENT' };
    expect(await world.call(receiveReturn, input, world.other)).toMatchObject(none);
    const second = await world.open(await world.sold('tea', 46), {
      ...ASKED,
      lines: [{ lineId: 'l1', qty: 2 }],
    });
    const yes = { ...world.ofShop(second), approve: true, text: '' };
    expect(await world.call(decideAfterSale, yes, world.clerk)).toMatchObject(none);
    sound(world);
  });

  test('not taken back, withdrawn or not fetched: the replacement may be sold again', async () => {
    const world = caseWorld();
    const refused = await waiting(world);
    const no = { ...world.ofShop(refused.caseId), lines: condition(0, 0, 1), text: '没有问题' };
    const ended = { status: 'returnRefused', handed: 0 };
    expect(await world.ok(receiveReturn, no, world.clerk)).toMatchObject(ended);
    const back = await waiting(world);
    const mine = { requestId: world.requestId(), caseId: back.caseId };
    await world.ok(withdrawAfterSale, mine, world.buyer);
    const late = await waiting(world);
    world.clock.advance(SWAP_DAYS * DAY_MS - 1);
    expect(await world.ok(escalateSla, {}, world.as.timer())).toMatchObject({ lapsed: 0 });
    world.clock.advance(2);
    expect(await world.ok(escalateSla, {}, world.as.timer())).toMatchObject({ lapsed: 1 });
    expect(await world.see(late.caseId)).toMatchObject({ status: 'withdrawn' });
    expect(tea(world)).toMatchObject({ available: 50 - 9, reserved: 0 });
    sound(world);
  });
});

describe('evidence and parcels', () => {
  test('photos are shown to the shopper, the desk and HQ; not to the shop that only takes goods back', async () => {
    const world = caseWorld();
    const photo = `cloud://env.b/photos/${world.buyer.id}/1.jpg`;
    const orderId = await world.sold();
    const caseId = await world.open(orderId, { kind: 'return', photos: [photo] });
    const link = [`https://files.test/${photo}`];
    expect((await world.see(caseId)).photos).toEqual(link);
    const desk = await world.ok(getStoreAfterSale, { storeId: STORE, caseId }, world.clerk);
    expect(desk.case.photos).toEqual(link);
    expect((await world.ok(getAfterSaleHq, { caseId }, world.hq)).photos).toEqual(link);
    const yes = { ...world.ofShop(caseId), approve: true, text: '' };
    await world.ok(decideAfterSale, yes, world.clerk);
    const far = await world.ok(getStoreAfterSale, { storeId: 's2', caseId }, world.other);
    expect(far.case.photos).toEqual([]);
  });

  test("somebody else's photo cannot be named", async () => {
    const world = caseWorld();
    const orderId = await world.sold();
    for (const path of ['photos/m_other/1.jpg', `photos/${world.buyer.id}/../m_other/1.jpg`]) {
      const ask = world.ask(orderId, { photos: [`cloud://env.b/${path}`] });
      expect((await world.call(applyAfterSale, ask, world.buyer)).ok).toBe(false);
    }
  });

  test('goods sent by courier are known by their waybill; an exchange is not sent', async () => {
    const world = caseWorld();
    const caseId = await world.open(await world.sold(), { kind: 'return', reason: 'unwanted' });
    const sent = { requestId: world.requestId(), caseId, carrier: '顺丰', waybill: 'SF1234567890' };
    const early = await world.call(sendBackParcel, sent, world.buyer);
    expect(early).toMatchObject({ code: 'WRONG_STATE' });
    const yes = { ...world.ofShop(caseId), approve: true, text: '' };
    await world.ok(decideAfterSale, yes, world.clerk);
    await world.ok(sendBackParcel, { ...sent, requestId: world.requestId() }, world.buyer);
    expect(await world.see(caseId)).toMatchObject({ parcel: { waybill: 'SF1234567890' } });
    const swap = await waiting(world);
    const not = { ...sent, requestId: world.requestId(), caseId: swap.caseId };
    expect(await world.call(sendBackParcel, not, world.buyer)).toMatchObject({
      code: 'NOT_BY_PARCEL',
    });
  });
});
