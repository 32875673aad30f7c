import { sum } from '#shared/domain/money';
import type { OrderLineDoc } from '#shared/model/docs';
import type { SoldLine } from '#shared/model/events';

/** The first `n` units of a line, as roll-ups count them. */
export const soldLine = (line: OrderLineDoc, n: number): SoldLine => ({
  skuId: line.skuId,
  n,
  fen: sum(line.unitsFen.slice(0, n)),
  listFen: n * line.listPriceFen,
  costFen: n * line.costFen,
});
