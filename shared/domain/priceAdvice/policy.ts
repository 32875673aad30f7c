/** Guard rails of price proposals; headquarters sets them. */
export interface PricePolicy {
  /** `approve`: people decide; `auto`: proposals come into force by themselves. */
  readonly mode: 'approve' | 'auto';
  /** Largest change a day, in basis points of the price in force. */
  readonly maxStepBp: number;
  /** Smaller changes are not worth a new price tag. */
  readonly deadBandBp: number;
  /** Days between two changes of one price, and between a change and one the other way (no oscillation). */
  readonly restDays: number;
  readonly turnDays: number;
  /** Goods that last longer than `slowDays` at today's pace are slow; the aim is `targetDays`. */
  readonly slowDays: number;
  readonly targetDays: number;
  /** Least margin over cost, in basis points of the price. */
  readonly leastMarginBp: number;
  /** How much dearer than the cheapest competitor is borne, in basis points; null: competitors are ignored. */
  readonly competitorBp: number | null;
}

/** ±5 % a day (features.md F46); the rest is careful. */
export const DEFAULT_POLICY: PricePolicy = {
  mode: 'approve',
  maxStepBp: 500,
  deadBandBp: 200,
  restDays: 3,
  turnDays: 7,
  slowDays: 45,
  targetDays: 28,
  leastMarginBp: 0,
  competitorBp: 300,
};
