/** Money is integer fen. Rates are basis points of what is paid: 9500 = 95折. */

/** Rounds half up; amounts are never negative here. */
export const percent = (fen: number, rateBp: number): number =>
  Math.floor((fen * rateBp + 5_000) / 10_000);

export const sum = (values: readonly number[]): number => values.reduce((total, v) => total + v, 0);

/**
 * Splits `total` over `weights` so that the parts add up exactly: largest remainder, ties by order.
 * Without any weight everything stays unassigned, so callers check for that first.
 */
export function split(total: number, weights: readonly number[]): number[] {
  const whole = sum(weights);
  if (whole === 0) return weights.map(() => 0);
  // Exact integer arithmetic: fen × weight may pass 2^53 on large bills.
  const shares = weights.map((w) => (BigInt(total) * BigInt(w)) / BigInt(whole));
  const rests = weights.map((w) => (BigInt(total) * BigInt(w)) % BigInt(whole));
  let left = total - Number(shares.reduce((a, b) => a + b, 0n));
  const order = rests
    .map((rest, at) => ({ rest, at }))
    .sort((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1));
  const parts = shares.map(Number);
  for (const { at } of order) {
    if (left === 0) break;
    parts[at] = (parts[at] ?? 0) + 1;
    left -= 1;
  }
  return parts;
}

/** Shares of a line's amount by unit: cumulative floor, so any sequence of unit refunds adds up exactly. */
export const units = (fen: number, qty: number): number[] =>
  Array.from(
    { length: qty },
    (_, i) => Math.floor((fen * (i + 1)) / qty) - Math.floor((fen * i) / qty),
  );

/** `1234567` → `12,345.67`. */
export function yuan(fen: number): string {
  const [whole = '0', cents = '00'] = (Math.abs(fen) / 100).toFixed(2).split('.');
  return `${fen < 0 ? '-' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
}

/** `¥12.50`; whole yuan drop the fraction: `¥12`. */
/** `-¥12.5`, `+¥3`. */
export const signedMoney = (fen: number): string => `${fen < 0 ? '-' : '+'}${money(Math.abs(fen))}`;
export const money = (fen: number): string => `¥${yuan(fen).replace(/\.00$/, '')}`;
