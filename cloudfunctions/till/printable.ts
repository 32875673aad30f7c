import type { OrderDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';

/** An order of this shop that was paid; anything else has no slip. */
export const printableOrder = (
  { refuse }: Pick<Ctx, 'refuse'>,
  storeId: string,
  order: OrderDoc | undefined,
): OrderDoc => (order?.storeId === storeId && order.paidAt !== null ? order : refuse('NOT_FOUND'));
