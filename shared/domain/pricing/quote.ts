/** Totals of a priced cart, kept on the order. */
export interface QuoteTotals {
  readonly listFen: number;
  readonly goodsFen: number;
  readonly couponFen: number;
  readonly freightFen: number;
  readonly freightText: string;
  readonly payableFen: number;
  readonly trace: readonly { readonly label: string; readonly fen: number }[];
}
