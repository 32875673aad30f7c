import type { UnitRef } from '#shared/domain/pricing/refundPlan';
import type { OrderDoc } from '#shared/model/docs';
import type { WriteTx } from '../kit/ports';

type Claims = NonNullable<OrderDoc['afterSales']>;
const claimsOf = ({ afterSales = [] }: Pick<OrderDoc, 'afterSales'>): Claims => afterSales;

/** Pieces that are in an open case of the order. */
export const takenUnits = (order: Pick<OrderDoc, 'afterSales'>): UnitRef[] =>
  claimsOf(order).flatMap(({ units }) => units);

/** Whether none of the pieces was refunded or is in an open case. */
export const allFree = (order: OrderDoc, units: readonly UnitRef[]): boolean => {
  const taken = takenUnits(order);
  return units.every(
    ({ line, unit }) =>
      order.lines[line]?.unitsBack.includes(unit) === false &&
      !taken.some((ref) => ref.line === line && ref.unit === unit),
  );
};

/** The order document is the guard: it is read and written in the transaction that opens the case. */
export const claimUnits = (
  tx: WriteTx,
  order: OrderDoc,
  caseId: string,
  units: UnitRef[],
): Promise<boolean> =>
  tx.update('orders', order._id, {
    set: { afterSales: [...claimsOf(order), { caseId, units }] },
  });

/** The case is over: its pieces may be applied for again, unless they were refunded. */
export const freeUnitsOf = (tx: WriteTx, order: OrderDoc, caseId: string): Promise<boolean> =>
  tx.update('orders', order._id, {
    set: { afterSales: claimsOf(order).filter((claim) => claim.caseId !== caseId) },
  });
