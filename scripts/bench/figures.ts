import { cpus } from 'node:os';

/** One JSON line; the machine stands in every one, because figures mean nothing without it. */
export const report = (bench: string, figures: Readonly<Record<string, unknown>>): void =>
  console.log(JSON.stringify({ bench, ...figures, node: process.version, cores: cpus().length }));

/** Progress goes to the other stream, so that the figures can be piped. */
export const progress = (text: string): void => console.error(text);

export const round = (value: number, digits = 1): number => Number(value.toFixed(digits));

/** Value below which `q` of the sample lies. */
export function quantile(sample: readonly number[], q: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
}
