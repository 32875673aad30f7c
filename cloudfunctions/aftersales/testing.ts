import { main as redeemPickup } from '../orders/redeemPickup';
import { main as getOrder } from '../orders/getOrder';
import { readyOrder } from '../orders/payment/testing';
import { STORE, aSku, shelve, shopWorld } from '../orders/testing';
import { main as applyAfterSale } from './applyAfterSale';
import { main as getAfterSale } from './getAfterSale';

/** Teas at ¥12 and a set at ¥600; an order is picked up and its after-sales begin. */
export function caseWorld({ seed = 1 }: { seed?: number } = {}) {
  const world = shopWorld({ pieces: 50, seed });
  shelve(world, STORE, aSku('set', 60_000), 20);
  const other = world.as.staff({ roles: ['cashier'], storeId: 's2', name: '另一家店员' });
  const service = world.as.staff({ roles: ['service'], storeId: STORE, name: '客服小周' });
  return {
    ...world,
    other,
    service,
    hq: world.as.hq(['hqOwner']),
    hq2: world.as.hq(['hqFinance']),
    /** An order that was handed over; its id. */
    async sold(skuId = 'tea', qty = 3): Promise<string> {
      const fen = qty * (skuId === 'tea' ? 1_200 : 60_000);
      const lines = [{ skuId, qty }];
      const orderId = await readyOrder(world, { lines, expectedPayableFen: fen });
      const { pickupCode } = await world.ok(getOrder, { orderId }, world.buyer);
      const scan = { requestId: world.requestId(), storeId: STORE, code: pickupCode ?? '' };
      await world.ok(redeemPickup, scan, world.clerk);
      return orderId;
    },
    ask: (orderId: string, more: Partial<Asked> = {}) => ({
      requestId: world.requestId(),
      orderId,
      kind: 'refundOnly' as const,
      reason: 'quality' as const,
      note: '',
      lines: [{ lineId: 'l1', qty: 1 }],
      expectedFen: 1_200,
      ...more,
    }),
    async open(orderId: string, more: Partial<Asked> = {}): Promise<string> {
      return (await world.ok(applyAfterSale, this.ask(orderId, more), world.buyer)).caseId;
    },
    see: (caseId: string) => world.ok(getAfterSale, { caseId }, world.buyer),
    ofShop: (caseId: string, storeId = STORE) => ({
      requestId: world.requestId(),
      storeId,
      caseId,
    }),
  };
}
interface Asked {
  kind: 'refundOnly' | 'return' | 'exchange';
  reason: 'quality' | 'unwanted' | 'missing' | 'wrong' | 'damaged';
  note: string;
  lines: { lineId: string; qty: number }[];
  expectedFen: number;
  photos: string[];
  keptGifts: string[];
}
export type CaseWorld = ReturnType<typeof caseWorld>;
