import type { PriceChangeDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';

type Change = Pick<PriceChangeDoc, 'skuId' | 'storeId' | 'kind' | 'fromFen' | 'toFen'>;

/** A row of the price history; one of each kind a call. */
export const priceChange = ({ me, now, traceId }: Ctx, change: Change): PriceChangeDoc => ({
  _id: `pc_${traceId}_${change.kind}`,
  ...change,
  by: me.kind === 'staff' ? me.name : me.kind,
  at: now,
});
