import { money, signedMoney } from '#shared/domain/money';
import { shortTime } from '#shared/domain/time';
import type { CountLine, CountSheet } from '../../../services/shapes';

/** A line of the wall as the page shows it. */
export interface WallLine extends CountLine {
  /** Counted on this phone and not yet answered. */
  waiting: boolean;
  value: string;
  who: string;
  tone: '' | 'danger' | 'warn' | 'good';
}
export type Filter = 'todo' | 'done' | 'all' | 'diff';

export const wallLine = (line: CountLine): WallLine => {
  const { result } = line;
  const variance = result?.variance ?? 0;
  return {
    ...line,
    waiting: false,
    value: variance === 0 ? '' : signedMoney(result?.valueFen ?? 0),
    who: (result?.tallies ?? [])
      .map(({ name, qty, at }) => `${name} ${qty}（${shortTime(at)}）`)
      .join('，'),
    tone:
      result?.state === 'differs' || variance < 0
        ? 'danger'
        : result?.state === 'unsure'
          ? 'warn'
          : variance > 0
            ? 'good'
            : '',
  };
};

/** Lines of a filter; what still has to be done comes first. */
export function pick(lines: readonly WallLine[], filter: Filter, recount: boolean): WallLine[] {
  const due = (line: WallLine): boolean => !line.done && (!recount || line.again !== '');
  if (filter === 'todo') return lines.filter(due);
  if (filter === 'done') return lines.filter((line) => line.done);
  if (filter === 'diff')
    return lines
      .filter(({ result }) => result && (result.state !== 'sure' || result.variance !== 0))
      .sort((a, b) => Math.abs(b.result?.valueFen ?? 0) - Math.abs(a.result?.valueFen ?? 0));
  return [...lines];
}

export const totals = (lines: readonly WallLine[]): { done: number; all: number } => ({
  done: lines.filter(({ done }) => done).length,
  all: lines.length,
});

export const limitText = ({ limitFen, lossFen, gainFen }: CountSheet): string =>
  `差异合计 ${money(lossFen + gainFen)}，超过 ${money(limitFen)} 要由没有参加盘点的人审核`;

/** The line of a barcode; a scanner may drop or add the leading zero. */
export const lineOfBarcode = (lines: readonly WallLine[], code: string): WallLine | undefined => {
  const bare = code.trim().replace(/^0/, '');
  return lines.find(({ barcode }) => barcode.replace(/^0/, '') === bare);
};
