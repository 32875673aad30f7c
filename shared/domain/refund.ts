/** Seconds grow fourfold from one minute to six hours: banks take days, the first look is soon. */
export const nextTryMs = (tries: number): number =>
  Math.min(60_000 * 4 ** Math.min(tries, 8), 6 * 3_600_000);
