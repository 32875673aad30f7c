import { REASON_RULES } from '#shared/domain/aftersales/policy';
import type { UnitRef } from '#shared/domain/pricing/refundPlan';
import type { AfterSaleDoc, CaseGift, OrderDoc } from '#shared/model/docs';
import { refundUnits } from '../orders/payment/refundUnits';
import type { Ctx, WriteTx } from '../kit/ports';
import { freeUnitsOf } from './claim';

type Paying = Pick<Ctx, 'derive' | 'now' | 'cached' | 'db'>;

/** The money of a case, the one way money returns; its pieces leave the case as refunded ones. */
export async function payBack(
  tx: WriteTx,
  ctx: Paying,
  order: OrderDoc,
  doc: AfterSaleDoc,
  units: readonly UnitRef[],
  giftsBack?: Readonly<Record<string, number>>,
): Promise<{ refundId: string | null; refundFen: number }> {
  const { text, fault } = REASON_RULES[doc.reason];
  const { refundId, refundFen } = await refundUnits(tx, ctx, order, {
    units,
    reason: `售后：${text}`,
    shipped: true,
    fault,
    ...(giftsBack ? { giftsBack } : {}),
  });
  await freeUnitsOf(tx, order, doc._id);
  return { refundId, refundFen };
}

/** Gifts the shopper says will come along, by SKU. */
export const broughtOf = (gifts: readonly CaseGift[]): Record<string, number> =>
  Object.fromEntries(gifts.map(({ skuId, qty, kept }) => [skuId, kept ? 0 : qty]));

/** Somebody refunded pieces of the case by another way meanwhile. */
export const stillThere = (order: OrderDoc, units: readonly UnitRef[]): boolean =>
  units.every(({ line, unit }) => order.lines[line]?.unitsBack.includes(unit) === false);
