import loadHighs from 'highs';
import type { TransferFile } from './instance';
import { lpText } from './lp';

export interface Oracle {
  /** Best plan found; of the relaxation its value, which no plan exceeds. */
  readonly value: number;
  /** True when HiGHS proved it. */
  readonly optimal: boolean;
}

/** Solves some lanes of a file with HiGHS: an independent check, never part of the product. */
export async function askHighs(
  file: TransferFile,
  lanes: readonly number[],
  { relax, seconds }: { readonly relax: boolean; readonly seconds: number },
): Promise<Oracle> {
  const text = lpText(file, lanes, relax);
  if (!text.includes('y')) return { value: 0, optimal: true };
  // A fresh module each time: its memory only grows.
  const highs = await loadHighs();
  const { Status, ObjectiveValue } = highs.solve(text, {
    output_flag: false,
    time_limit: seconds,
    mip_rel_gap: 1e-9,
  });
  return { value: ObjectiveValue, optimal: Status === 'Optimal' };
}
