import { dueAt } from '#shared/domain/aftersales/sla';
import type { AfterSalesPolicy, Kind, Reason } from '#shared/domain/aftersales/policy';
import { MINUTE_MS, dayOf } from '#shared/domain/time';
import type { UnitRef } from '#shared/domain/pricing/refundPlan';
import type { AfterSaleDoc, CaseGift, CaseLine, OrderDoc, StoreDoc } from '#shared/model/docs';

export interface Application {
  readonly caseId: string;
  readonly kind: Kind;
  readonly reason: Reason;
  readonly note: string;
  readonly units: readonly UnitRef[];
  readonly askedFen: number;
  /** Nobody in the shop may approve so much: HQ's turn at once. */
  readonly forHq: boolean;
  readonly photos: readonly string[];
  readonly gifts: readonly CaseGift[];
  readonly now: number;
}

/** `SH261122` and ten digits of the case's id: what a shop scans or types to take goods back. */
export function caseNo(caseId: string, now: number): string {
  let value = 0;
  for (const char of caseId) value = (value * 131 + char.charCodeAt(0)) % 10 ** 10;
  return `SH${dayOf(now).slice(2).replaceAll('-', '')}${String(value).padStart(10, '0')}`;
}

/** A fresh case; the shop's time to answer runs while it is open. */
export function newCase(
  order: OrderDoc,
  store: StoreDoc,
  { respondMin, hqRespondMin }: Pick<AfterSalesPolicy, 'respondMin' | 'hqRespondMin'>,
  { caseId, kind, reason, note, units, askedFen, forHq, photos, gifts, now }: Application,
): AfterSaleDoc {
  return {
    _id: caseId,
    no: caseNo(caseId, now),
    orderId: order._id,
    orderNo: order.no,
    memberId: order.memberId,
    customer: order.customer,
    storeId: order.storeId,
    storeName: order.storeName,
    kind,
    reason,
    note,
    lines: linesOf(order, units),
    units: [...units],
    askedFen,
    policyVersion: order.policyVersion,
    status: 'applied',
    level: forHq ? 1 : 0,
    respondBy: forHq ? now + hqRespondMin * MINUTE_MS : dueAt(store.hours, now, respondMin),
    late: false,
    appealed: false,
    approvals: [],
    decision: null,
    received: null,
    refusedUnits: [],
    photos: [...photos],
    gifts: [...gifts],
    swap: null,
    refundId: null,
    refundFen: 0,
    decidedAt: null,
    steps: [{ at: now, text: '已提交申请', by: '顾客' }],
    createdAt: now,
    updatedAt: now,
  };
}

/** The gifts that fall due, as the case shows them. */
export const caseGifts = (
  { lines }: Pick<OrderDoc, 'lines'>,
  due: readonly { skuId: string; qty: number; fen: number }[],
  kept: readonly string[],
): CaseGift[] =>
  due.map(({ skuId, qty, fen }) => {
    const line = lines.find((one) => one.gift && one.skuId === skuId);
    const { title = '赠品', spec = '', image = '' } = line ?? {};
    return { skuId, title, spec, image, qty, fen, kept: kept.includes(skuId) };
  });

const linesOf = ({ lines }: OrderDoc, units: readonly UnitRef[]): CaseLine[] =>
  lines.flatMap((line, at): CaseLine[] => {
    const chosen = units.filter((ref) => ref.line === at).map(({ unit }) => unit);
    if (chosen.length === 0) return [];
    const { lineId, skuId, title, spec, image, unit, barcode, components } = line;
    const goods = { lineId, skuId, title, spec, image, unit, barcode, components };
    return [{ ...goods, at, units: chosen }];
  });
