/** How much to ask for: safety stock plus the coming week, less what is there or on its way, in whole packs. */
export interface ReplenishNeed {
  readonly safety: number;
  /** Pieces of the coming seven days. */
  readonly need7: number;
  /** Available plus everything on its way. */
  readonly projected: number;
  readonly packSize: number;
}
export const MAX_REQUEST_QTY = 9_999;

export function replenishQty({ safety, need7, projected, packSize }: ReplenishNeed): number {
  const missing = Math.ceil(safety + need7) - projected;
  if (missing <= 0) return 0;
  const pack = Math.max(1, packSize);
  return Math.min(Math.ceil(missing / pack), Math.floor(MAX_REQUEST_QTY / pack)) * pack;
}

/** One sentence with its numbers, shown beside the line. */
export const replenishWhy = (n: ReplenishNeed): string =>
  `现有及在途 ${n.projected} 件，安全库存 ${n.safety} 件，未来 7 天约需 ${Math.ceil(n.need7)} 件` +
  (n.packSize > 1 ? `，按每箱 ${n.packSize} 件取整` : '');
