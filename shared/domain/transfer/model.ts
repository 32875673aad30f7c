/**
 * Lateral transfers as a fixed-charge transport problem over whole packs:
 *
 *   maximise  Σ receivers' gain − Σ donors' loss − Σ cost of the lanes used
 *
 * A cell's n-th pack has its own worth: gains fall (the first pack saves the surest sales), losses
 * rise (the last pack given is the likeliest to be missed). A lane costs once, however much it
 * carries, and carries nothing or at least `minLot` pieces.
 */
export interface TransferInstance {
  /** Pieces per pack, by SKU index. */
  readonly packs: readonly number[];
  /** `worth`: fen lost by giving the 1st, 2nd, … pack, rising. Its length is what may be given. */
  readonly donors: readonly Cell[];
  /** `worth`: fen gained by getting the 1st, 2nd, … pack, falling. Its length is what may be got. */
  readonly receivers: readonly Cell[];
  readonly lanes: readonly Lane[];
  readonly minLot: number;
}
export interface Cell {
  readonly store: number;
  readonly sku: number;
  readonly worth: readonly number[];
}
export interface Lane {
  readonly from: number;
  readonly to: number;
  readonly costFen: number;
}

/** Packs of one SKU over one lane. Indexes are those of the instance. */
export interface Flow {
  readonly lane: number;
  readonly sku: number;
  readonly packs: number;
  /** Its share of gain − loss; the shares of a plan add up exactly. */
  readonly gainFen: number;
}
export interface ProvenPlan {
  readonly flows: readonly Flow[];
  readonly gainFen: number;
  readonly costFen: number;
  /** gain − cost. */
  readonly valueFen: number;
  /** What the plain greedy plan would have brought. */
  readonly greedyFen: number;
  /** No plan is worth more; equals `valueFen` when the plan is proven optimal. */
  readonly boundFen: number;
  readonly optimal: boolean;
  /** Search nodes used. */
  readonly nodes: number;
}

/** How much work the search may do; counted, not timed, so the same input gives the same plan anywhere. */
export interface Budget {
  /** For finding plans, in all parts together; see `Effort`. */
  readonly work: number;
  /** Search nodes for proving them. */
  readonly nodes: number;
  /**
   * Asked every few rounds with the share of the problem (0–1) that should be done by then; once it says
   * true, what is left gets its quickest plan and an honest, looser bound. For callers with a deadline.
   */
  readonly enough?: (share: number) => boolean;
}
export const DEFAULT_BUDGET: Budget = { work: 20_000_000, nodes: 8_000 };
