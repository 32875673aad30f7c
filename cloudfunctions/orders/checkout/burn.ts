import type { OrderDoc } from '#shared/model/docs';
import type { Db } from '../../kit/ports';

interface Intent {
  readonly orderId: string;
  readonly storeId: string;
  /** Empty when the sweep burns for an attempt it knows only by its hold. */
  readonly memberId: string;
  readonly bodyHash: string;
  readonly now: number;
  readonly why: string;
}

/** A refused checkout's mark; never shown and never counted: it has no number. */
export const isBurnt = (order: Pick<OrderDoc, 'no'>): boolean => order.no === '';

/**
 * Takes the order's id so that no attempt of the same request can still create it, and returns the order
 * that holds the id now: the mark just made, or the order another attempt was quicker to place.
 */
export async function burn(db: Db, intent: Intent): Promise<OrderDoc> {
  const mark = burntOrder(intent);
  if (await db.insert('orders', mark)) return mark;
  return (await db.get('orders', intent.orderId)) ?? mark;
}

function burntOrder({ orderId, storeId, memberId, bodyHash, now, why }: Intent): OrderDoc {
  return {
    _id: orderId,
    no: '',
    memberId,
    storeId,
    storeName: '',
    channel: 'miniprogram',
    mode: 'pickup',
    status: 'cancelled',
    lines: [],
    totals: {
      listFen: 0,
      goodsFen: 0,
      orderOffFen: 0,
      couponFen: 0,
      points: 0,
      pointsFen: 0,
      freightFen: 0,
      freightText: '',
      payableFen: 0,
      tender: { providerFen: 0, principalFen: 0, bonusFen: 0 },
      earned: 0,
      growth: 0,
      trace: [],
    },
    quote: null,
    policyVersion: 0,
    couponIds: [],
    bearers: [],
    budgets: [],
    assetsHeld: false,
    freightBack: false,
    giftsCharged: {},
    bodyHash,
    holdId: '',
    remark: why,
    contact: null,
    phoneIdx: null,
    phoneMasked: '',
    customer: '',
    deliverTo: null,
    pickupCode: null,
    pickupCodeIdx: null,
    readyAt: null,
    payBefore: now,
    paidAt: null,
    acceptBy: null,
    completedAt: null,
    refundedFen: 0,
    steps: [],
    createdAt: now,
    updatedAt: now,
  };
}
