/** How large a suite runs. */
export interface Size {
  /** Nightly size; the gate's otherwise. */
  readonly deep: boolean;
  readonly seed: number;
  /** Only this function, to look at one. */
  readonly only: string | undefined;
  /** How many histories, kills, buyers or inputs of a call; the size's own number by default. */
  readonly many: number | undefined;
}

export interface Outcome {
  /** What was done and reached; printed in this order. */
  readonly counts: Readonly<Record<string, number>>;
  /** Counts below which a clean run proves nothing. */
  readonly floors: Readonly<Record<string, number>>;
  /** What is broken, a sentence each. */
  readonly broken: readonly string[];
}

export type Suite = (size: Size) => Promise<Outcome>;
