import { afterAll, beforeAll, expect, test } from 'vitest';
import { shoppers, staff } from '../../scripts/seed/demo/people';
import { requestId, startChain, type Chain } from './chain-world';
import { shopping } from './shopping';

/** The very files that are uploaded: a bundler's mistake shows here and not in the cloud. */
const STORE = 'hz01';
let chain: Chain;

beforeAll(async () => {
  chain = await startChain({ bundles: true });
}, 120_000);
afterAll(async () => {
  await chain?.close();
});

test('an order from basket to counter, its message and its refund, on the cloud’s bundles', async () => {
  const shop = shopping(chain);
  const [buyer, manager] = [shoppers[0]?.openid ?? '', staff[0]?.openid ?? ''];
  const [lin, zhou] = [chain.mini(buyer), chain.mini(manager)];
  const [tea] = await shop.plenty(lin, STORE);
  const lines = [{ skuId: tea?.skuId ?? '', qty: 2 }];
  const { orderId } = await shop.place(lin, { storeId: STORE, mode: 'pickup', lines });
  await shop.pay(lin, orderId);
  chain.product.outbox.grant(buyer, 'orderReady');
  await zhou.ok('acceptOrder', shop.of(STORE, orderId));
  const { lines: wanted, pickupCode } = await lin.ok('getOrder', { orderId });
  const picked = [{ lineId: wanted[0]?.lineId ?? '', qty: 1 }];
  await zhou.ok('finishPick', { ...shop.of(STORE, orderId), picked });
  await shop.settleRefunds();
  // Through wx-server-sdk, which only the message needs.
  expect(chain.product.outbox.all()).toMatchObject([{ openid: buyer, templateId: 'orderReady' }]);
  const code = { requestId: requestId(), storeId: STORE, code: pickupCode ?? '' };
  expect(await zhou.ok('redeemPickup', code)).toMatchObject({ status: 'completed' });
  expect(await shop.broken()).toEqual([]);

  const admin = await chain.hq('admin');
  expect((await admin.ok('getBoard', {})).stores.length).toBeGreaterThan(0);
  expect((await chain.timer('checkStockAlerts')).checked).toBeGreaterThan(0);
});
