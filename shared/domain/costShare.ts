/** Who bears what a coupon or rule takes off: basis points of headquarters and of the shop, 10000 together. */
export interface CostShare {
  readonly hqBp: number;
  readonly storeBp: number;
}

/** The shop's part rounded half up, headquarters bears the rest: the two always add up to the saving. */
export function shareOf(fen: number, { storeBp }: CostShare): { hqFen: number; storeFen: number } {
  const storeFen = Math.floor((fen * storeBp + 5_000) / 10_000);
  return { hqFen: fen - storeFen, storeFen };
}
