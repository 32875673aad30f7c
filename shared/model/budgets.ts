/** Money of a budget claimed by a checkout under way; becomes spent for good when its order stands. */
export interface BudgetHold {
  /** The attempt: two tries of one order hold apart. */
  id: string;
  orderId: string;
  at: number;
  fen: number;
}

/**
 * `_id` = promotionId: the hard ledger of what a promotion may give away. Exists only for promotions with a
 * budget, from their publishing on. `budgetFen` = `leftFen` + `spentFen`, always; `spentFen` = what living orders
 * took + Σ holds.
 */
export interface PromoBudgetDoc {
  _id: string;
  campaignId: string;
  budgetFen: number;
  leftFen: number;
  spentFen: number;
  holds: BudgetHold[];
  /** End of the promotion; what is over is no longer read for quotes. */
  until: number;
  updatedAt: number;
}
