import { addDays, dayOf } from '#shared/domain/time';
import type { Grant } from '#shared/model/docs';
import { chainWorld } from '../supply/testing';
import { main as approvePurchase } from './approvePurchase';
import { main as confirmPurchase } from './confirmPurchase';
import { main as receivePurchase } from './receivePurchase';
import { main as runPlanPurchase } from './runPlanPurchase';
import { main as sendPurchase } from './sendPurchase';
import { main as shipPurchase } from './shipPurchase';

/**
 * Three shops that sell three teas a day each and have next to none, one supplier who sells them in cases of six from
 * twelve pieces on, and its clerk. Delivery in two days, any day.
 */
export function purchasingWorld() {
  const w = chainWorld();
  const today = dayOf(w.clock.now);
  for (const storeId of ['s1', 's2', 's3']) w.fill(storeId, 'tea', 2, 3);
  w.db.put('suppliers', {
    _id: 'sup1',
    name: '春山茶业',
    leadDays: 2,
    weekdays: [],
    minOrderFen: 10_000,
    weekBudgetFen: 200_000,
    status: 'active',
    version: 1,
    updatedAt: 0,
  });
  const tiers = [
    { from: 1, priceFen: 800 },
    { from: 120, priceFen: 700 },
  ];
  w.db.put('supplierSkus', {
    _id: 'tea',
    supplierId: 'sup1',
    pack: 6,
    moq: 12,
    tiers,
    updatedAt: 0,
  });
  /** Somebody of a supplier, with a web login. */
  const vendor = (supplierId: string) => {
    const who = w.as.hq(['hqAuditor'], { staffId: `v_${supplierId}` });
    const staff = w.db.row('staff', who.id);
    const grant: Grant = {
      grantId: 'g1',
      role: 'supplier',
      scope: 'supplier',
      scopeId: supplierId,
      from: 0,
      to: null,
    };
    if (staff) w.db.put('staff', { ...staff, grants: [grant] });
    return who;
  };
  const po = () => {
    const [doc] = w.db.rows('purchases');
    if (!doc) throw new Error('no order');
    return doc;
  };
  const requestId = () => w.requestId();
  const way = {
    plan: () => w.ok(runPlanPurchase, {}, w.hq),
    approve: (lines: { skuId: string; qty: number }[] = []) =>
      w.call(
        approvePurchase,
        { requestId: requestId(), purchaseId: w.db.rows('purchases')[0]?._id ?? 'none', lines },
        w.hq,
      ),
    send: () =>
      w.call(
        sendPurchase,
        { requestId: requestId(), purchaseId: w.db.rows('purchases')[0]?._id ?? 'none' },
        w.hq,
      ),
    confirm: (lines: { skuId: string; qty: number }[] = []) =>
      w.call(
        confirmPurchase,
        {
          requestId: requestId(),
          purchaseId: w.db.rows('purchases')[0]?._id ?? 'none',
          promisedDay: addDays(today, 2),
          lines,
        },
        vendor('sup1'),
      ),
    ship: (lines: { skuId: string; qty: number }[] = []) =>
      w.call(
        shipPurchase,
        { requestId: requestId(), purchaseId: w.db.rows('purchases')[0]?._id ?? 'none', lines },
        vendor('sup1'),
      ),
    receive: (storeId: string, received: number, damaged = 0) =>
      w.call(
        receivePurchase,
        {
          requestId: requestId(),
          storeId,
          purchaseId: w.db.rows('purchases')[0]?._id ?? 'none',
          lines: [{ skuId: 'tea', received, damaged }],
        },
        w.picker(storeId),
      ),
  };
  return { ...w, today, vendor, po, way };
}
export type PurchasingWorld = ReturnType<typeof purchasingWorld>;
