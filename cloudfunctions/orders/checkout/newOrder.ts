import { MINUTE_MS, dayOf } from '#shared/domain/time';
import type { OrderDoc, OrderLineDoc, PosSale, SkuDoc } from '#shared/model/docs';
import type { Cart, CartLine } from './decideCart';
import type { SlotClaim } from './slotClaim';
import { totalsOf } from './totals';

/** Unpaid orders hold goods back from others, so they end soon. */
export const PAY_WITHIN_MS = 15 * MINUTE_MS;

/** A shopper at the counter pays now or not at all. */
export const PAY_AT_TILL_MS = 3 * MINUTE_MS;

interface Identity {
  readonly orderId: string;
  readonly holdId: string;
  readonly bodyHash: string;
  readonly memberId: string;
  readonly customer: string;
  /** After-sales policy now in force. */
  readonly policyVersion: number;
  readonly now: number;
  /** Of a counter sale. */
  readonly pos?: PosSale;
}
export interface Delivered {
  readonly contact: string;
  readonly phoneIdx: string;
  readonly phoneMasked: string;
  readonly name: string;
  readonly loc: { lng: number; lat: number };
}

/** `261122` and ten digits of the order's id: short enough to say on the phone, told apart by the id. */
export function orderNo(orderId: string, now: number): string {
  let value = 0;
  for (const char of orderId) value = (value * 131 + char.charCodeAt(0)) % 10 ** 10;
  return dayOf(now).slice(2).replaceAll('-', '') + String(value).padStart(10, '0');
}

/** The order of a priced cart: a snapshot, so that later edits of products change no past order. */
export function newOrder(
  cart: Cart,
  { orderId, holdId, bodyHash, memberId, customer, policyVersion, now, pos }: Identity,
  to: Delivered | null,
  remark: string,
  slot: SlotClaim | null = null,
): OrderDoc {
  const { store, quote, mode, readyAt } = cart;
  const { principalFen, bonusFen } = quote.tender;
  return {
    _id: orderId,
    no: orderNo(orderId, now),
    memberId,
    storeId: store._id,
    storeName: store.name,
    channel: pos ? 'pos' : 'miniprogram',
    ...(pos ? { pos } : {}),
    mode,
    status: 'pendingPay',
    lines: [...cart.lines.map(lineOf), ...giftLines(cart)],
    totals: totalsOf(quote),
    quote,
    policyVersion,
    couponIds: [...quote.couponIds],
    bearers: bearersOf(cart),
    budgets: budgetsOf(cart),
    assetsHeld: principalFen + bonusFen + quote.totals.points > 0,
    freightBack: false,
    giftsCharged: {},
    bodyHash,
    holdId,
    remark,
    contact: to?.contact ?? null,
    phoneIdx: to?.phoneIdx ?? null,
    phoneMasked: to?.phoneMasked ?? '',
    customer: to?.name ?? customer,
    deliverTo: to?.loc ?? null,
    slot: slot && { slotId: slot.slotId, from: slot.from, until: slot.until },
    pickupCode: null,
    pickupCodeIdx: null,
    readyAt: slot?.from ?? readyAt,
    payBefore: now + (pos ? PAY_AT_TILL_MS : PAY_WITHIN_MS),
    paidAt: null,
    acceptBy: null,
    completedAt: null,
    refundedFen: 0,
    steps: [
      {
        at: now,
        status: 'pendingPay',
        text: pos ? '收银台开单' : '已提交订单，等待付款',
        by: pos?.cashier ?? 'shopper',
      },
    ],
    createdAt: now,
    updatedAt: now,
  };
}

const goods = (sku: SkuDoc) => ({
  skuId: sku._id,
  title: sku.title,
  spec: sku.spec,
  image: sku.image,
  unit: sku.unit,
  barcode: sku.barcode,
  listPriceFen: sku.listPriceFen,
  costFen: sku.costFen,
  components: sku.components?.length ? [...sku.components] : null,
});

const lineOf = (line: CartLine, at: number): OrderLineDoc => ({
  ...goods(line.sku),
  lineId: `l${at + 1}`,
  qty: line.qty,
  picked: null,
  priceFen: unitFenOf(line),
  priceSource: line.specialQty > 0 ? 'special' : line.priceSource,
  specialQty: line.specialQty,
  gift: false,
  amountFen: line.itemFen,
  reducedFen: line.itemFen - line.payFen,
  payFen: line.payFen,
  unitsFen: line.units.map(({ payFen }) => payFen),
  unitsBack: [],
});

/** The price beside a line: after item rules where every piece costs the same, else the shop's own. */
export const unitFenOf = ({ itemFen, qty, priceFen }: CartLine): number =>
  itemFen % qty === 0 ? itemFen / qty : priceFen;

/** Pieces given away: picked and handed over like the others, worth nothing in a refund of their own. */
const giftLines = ({ quote: { gifts, lines }, giftSkus }: Cart): OrderLineDoc[] =>
  gifts.flatMap(({ skuId, qty }, at): OrderLineDoc[] => {
    const sku = giftSkus.get(skuId);
    if (!sku) return [];
    return [
      {
        ...goods(sku),
        lineId: `l${lines.length + at + 1}`,
        qty,
        picked: null,
        priceFen: 0,
        priceSource: 'list',
        specialQty: 0,
        gift: true,
        amountFen: 0,
        reducedFen: 0,
        payFen: 0,
        unitsFen: Array.from({ length: qty }, () => 0),
        unitsBack: [],
      },
    ];
  });

/** Only promotions with a budget are charged; the engine names whatever gave something. */
function budgetsOf({ quote, world }: Cart): OrderDoc['budgets'] {
  const limited = new Set(
    world.promotions.filter(({ budgetLeftFen }) => budgetLeftFen !== null).map(({ id }) => id),
  );
  const spent = new Map<string, number>();
  for (const { ruleId, couponId, fen } of quote.spend)
    if (couponId === null && fen > 0 && limited.has(ruleId))
      spent.set(ruleId, (spent.get(ruleId) ?? 0) + fen);
  return [...spent].map(([promotionId, fen]) => ({ promotionId, fen }));
}

/** Campaigns are borne by who owns them, coupons as their template shares them. */
function bearersOf({ quote, world, pocket, store }: Cart): OrderDoc['bearers'] {
  const storeId = store._id;
  const campaigns = world.promotions.map(({ id, ownerStoreId }) => ({
    ruleId: id,
    kind: 'promotion' as const,
    storeId,
    hqBp: ownerStoreId === null ? 10_000 : 0,
  }));
  const coupons = pocket.map(({ template }) => ({
    ruleId: template._id,
    kind: 'coupon' as const,
    storeId,
    hqBp: template.costShare.hqBp,
  }));
  const gave = new Set([
    ...quote.lines.flatMap(({ applied }) => applied.map(({ ruleId }) => ruleId)),
    ...quote.gifts.map(({ ruleId }) => ruleId),
    ...quote.trace.filter(({ step }) => step === 'freight').map(({ ruleId }) => ruleId),
  ]);
  const seen = new Set<string>();
  return [...campaigns, ...coupons].filter(({ ruleId }) => {
    if (!gave.has(ruleId) || seen.has(ruleId)) return false;
    seen.add(ruleId);
    return true;
  });
}
