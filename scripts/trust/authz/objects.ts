import { main as checkPayment } from '../../../cloudfunctions/orders/checkPayment';
import { main as payOrder } from '../../../cloudfunctions/orders/payOrder';
import { main as placeOrder } from '../../../cloudfunctions/orders/placeOrder';
import { STORE, TEA_FEN, aSku, aStore, shelve } from '../../../cloudfunctions/orders/testing';
import { giveMoney } from '../../../cloudfunctions/assets/testing';
import { fullOff, putLive } from '../../../cloudfunctions/campaigns/testing';
import { aTemplate, giveCoupon } from '../../../cloudfunctions/coupons/testing';
import type { Caller, TestWorld } from '../../../cloudfunctions/kit/testing';
import { main as saveAddress } from '../../../cloudfunctions/members/saveAddress';

/** Ids by the name of the input field that takes them. */
export type Ids = Readonly<Record<string, string>>;

export const OWN_STORE = STORE;
export const FOREIGN_STORE = 's2';
export const OWN_REGION = 'r1';
/** Stands in everything that belongs to the other shop or shopper: seen in an answer, it has leaked. */
export const CANARY = '乙方专有';

/** Things both sides share: goods, plans, HQ's own documents. */
export const SHARED: Ids = {
  skuId: 'tea',
  fromStoreId: OWN_STORE,
  toStoreId: FOREIGN_STORE,
  categoryId: 'food',
  barcode: '6900000000000',
  planId: 'plan',
  levelId: 'silver',
  runId: 'run',
  adjustmentId: 'pa_1',
  grantId: 'cg_1',
  code: 'no-such-code-1',
};

/** One of everything a shop and a shopper can own; the ids by field name. */
export async function ownAll(world: TestWorld, storeId: string, buyer: Caller): Promise<Ids> {
  const mark = storeId === FOREIGN_STORE ? CANARY : '甲方';
  const { db, clock } = world;
  const now = clock.now;
  shelve(world, storeId, aSku('tea', TEA_FEN), 50);
  const orderId = await boughtBy(world, storeId, buyer, mark);
  const order = db.row('orders', orderId);
  if (!order) throw new Error('no order');
  const topUpId = giveMoney(world, buyer.id, 10_000, 500, storeId);
  const staffId = `st_${storeId}_hand`;
  const id = (kind: string) => `${kind}_${storeId}`;
  const other = storeId === OWN_STORE ? 's3' : 's4';

  db.put('staff', {
    _id: staffId,
    name: mark,
    phone: world.seal.seal({ collection: 'staff', id: staffId, field: 'phone' }, '19900000333'),
    phoneIdx: null,
    openidIdx: null,
    uid: null,
    status: 'active',
    grants: [{ grantId: 'g', role: 'picker', scope: 'store', scopeId: storeId, from: 0, to: null }],
    lastSeenAt: null,
    createdAt: 0,
  });
  db.put('afterSales', {
    _id: id('as'),
    no: id('no'),
    orderId,
    orderNo: order.no,
    memberId: buyer.id,
    customer: mark,
    storeId,
    storeName: mark,
    kind: 'refundOnly',
    reason: 'quality',
    note: mark,
    lines: [],
    units: [],
    askedFen: 100,
    policyVersion: 1,
    status: 'applied',
    level: 1,
    respondBy: now + 60_000,
    late: false,
    appealed: false,
    approvals: [],
    decision: null,
    received: null,
    refusedUnits: [],
    refundId: null,
    refundFen: 0,
    decidedAt: null,
    steps: [],
    createdAt: now,
    updatedAt: now,
  });
  db.put('transfers', {
    _id: id('tr'),
    no: id('T'),
    fromStoreId: storeId,
    toStoreId: other,
    status: 'approved',
    lines: [{ skuId: 'tea', approved: 1, shipped: 0, received: 0, damaged: 0, lost: 0 }],
    reason: mark,
    distanceM: 1,
    runId: null,
    steps: [],
    createdAt: now,
    shippedAt: null,
    receivedAt: null,
  });
  db.put('replenishes', {
    _id: id('rp'),
    no: id('R'),
    storeId,
    source: 'manual',
    status: 'submitted',
    lines: [{ skuId: 'tea', qty: 1, approved: null, why: '' }],
    note: mark,
    transferId: null,
    createdAt: now,
    updatedAt: now,
  });
  db.put('alerts', {
    _id: `${storeId}:tea`,
    storeId,
    skuId: 'tea',
    level: 'low',
    status: 'open',
    projected: 0,
    safety: 5,
    perDay: 1,
    snoozedUntil: null,
    help: mark,
    firstAt: now,
    lastAt: now,
  });
  const signed = { by: 'x', byName: mark };
  db.put('campaignRequests', {
    _id: id('cr'),
    storeId,
    template: 'timed',
    title: mark,
    skuIds: ['tea'],
    budgetFen: 1_000,
    from: now,
    until: now + 86_400_000,
    reason: mark,
    status: 'submitted',
    campaignId: null,
    ...signed,
    decided: null,
    createdAt: now,
    updatedAt: now,
  });
  const campaign = putLive(world, id('ca'), [fullOff(id('pr'), { ownerStoreId: storeId })], {
    name: mark,
    place: { storeIds: [storeId], storeTags: [], regionIds: [] },
  });
  db.put('campaigns', { ...campaign, ownerStoreId: storeId });
  db.put('settlements', {
    _id: id('sm'),
    period: '2026-11-09',
    until: '2026-11-15',
    storeId,
    storeName: mark,
    netFen: 100,
    lines: [],
    status: 'open',
    paidAt: null,
    paidRef: '',
    at: now,
  });
  const template = aTemplate(id('tp'), { name: mark, ownerStoreId: storeId, storeIds: [storeId] });
  const couponId = giveCoupon(world, buyer.id, template);
  const address = await world.ok(
    saveAddress,
    {
      requestId: world.requestId(),
      form: {
        name: mark,
        phone: '19900000444',
        region: mark,
        detail: mark,
        tag: '',
        loc: { lng: 120.13, lat: 30.28 },
        isDefault: true,
      },
    },
    buyer,
  );
  return {
    ...SHARED,
    storeId,
    orderId,
    caseId: id('as'),
    transferId: id('tr'),
    replenishId: id('rp'),
    alertId: `${storeId}:tea`,
    topUpId,
    requestNo: id('cr'),
    campaignId: id('ca'),
    settlementId: id('sm'),
    templateId: id('tp'),
    couponId,
    addressId: address.address.addressId,
    memberId: buyer.id,
    staffId,
  };
}

async function boughtBy(
  world: TestWorld,
  storeId: string,
  buyer: Caller,
  remark: string,
): Promise<string> {
  const { orderId } = await world.ok(
    placeOrder,
    {
      requestId: world.requestId(),
      storeId,
      mode: 'pickup',
      lines: [{ skuId: 'tea', qty: 1 }],
      addressId: null,
      couponIds: [],
      points: 0,
      useWallet: false,
      expectedPayableFen: TEA_FEN,
      remark,
    },
    buyer,
  );
  await world.ok(payOrder, { orderId }, buyer);
  const payment = world.db.rows('payments').find((p) => p.orderId === orderId);
  if (!payment) throw new Error('no payment');
  world.pay.settle(payment._id);
  await world.ok(checkPayment, { orderId }, buyer);
  return orderId;
}

/** Shops of two regions and what belongs to HQ. */
export function foundations(world: TestWorld): void {
  const { db } = world;
  db.put(
    'stores',
    aStore(OWN_STORE, { regionId: OWN_REGION }),
    aStore(FOREIGN_STORE, { regionId: 'r2' }),
    aStore('s3', { regionId: OWN_REGION }),
    aStore('s4', { regionId: 'r2' }),
  );
  db.put('categories', { _id: 'food', name: '食品', sort: 1 });
  db.put('barcodes', { _id: '6900000000000', skuId: 'tea' });
}
