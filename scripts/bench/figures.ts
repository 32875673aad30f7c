import { cpus, loadavg } from 'node:os';

/** One JSON line; machine and load stand in every one, because figures mean nothing without them. */
export const report = (bench: string, figures: Readonly<Record<string, unknown>>): void =>
  console.log(
    JSON.stringify({
      bench,
      ...figures,
      node: process.version,
      cores: cpus().length,
      load1: round(loadavg()[0] ?? 0),
    }),
  );

/** Progress goes to the other stream, so that the figures can be piped. */
export const progress = (text: string): void => console.error(text);

export const round = (value: number, digits = 1): number => Number(value.toFixed(digits));

/** Value below which `q` of the sample lies. */
export function quantile(sample: readonly number[], q: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
}

export const median = (sample: readonly number[]): number => quantile(sample, 0.5);

/** CPU of this process so far, all threads, ms. */
export const ownCpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Runs `count` jobs, `width` at a time. */
export async function spread<T>(
  width: number,
  count: number,
  job: (i: number) => Promise<T>,
): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const runner = async () => {
    while (next < count) {
      const i = next;
      next += 1;
      results.push(await job(i));
    }
  };
  await Promise.all(Array.from({ length: width }, runner));
  return results;
}
