import { sum } from './money';

/** What moves cash in a drawer. */
export const CASH_KINDS = ['float', 'sale', 'refund', 'topUp', 'in', 'out'] as const;
export type CashKind = (typeof CASH_KINDS)[number];
export const CASH_TEXT: Readonly<Record<CashKind, string>> = {
  float: '备用金',
  sale: '收银',
  refund: '退款',
  topUp: '会员充值',
  in: '放入',
  out: '取出',
};

/** Notes and coins of the renminbi, fen, the largest first. */
export const NOTES = [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10] as const;

export interface NoteCount {
  readonly fen: number;
  readonly n: number;
}

/** What a count of notes and coins is worth. */
export const countedFen = (notes: readonly NoteCount[]): number =>
  sum(notes.map(({ fen, n }) => fen * n));

/** A difference beyond this asks for a reason in words; below it a fen is a fen as well. */
export const needsReason = (diffFen: number): boolean => diffFen !== 0;

/** `少 ¥5.00`, `多 ¥0.50`, `相符`. */
export function diffText(diffFen: number): string {
  if (diffFen === 0) return '相符';
  return `${diffFen < 0 ? '少' : '多'} ¥${(Math.abs(diffFen) / 100).toFixed(2)}`;
}

/** Change of a cash payment; null when too little was given. */
export const changeOf = (payFen: number, givenFen: number): number | null =>
  givenFen < payFen ? null : givenFen - payFen;

/** What a customer is likely to hand over, beyond the exact sum: rounded up to each note, the nearest first. */
export function likelyNotes(payFen: number): number[] {
  const up = [100, 500, 1_000, 2_000, 5_000, 10_000].map((note) => Math.ceil(payFen / note) * note);
  return [...new Set(up)]
    .filter((fen) => fen > payFen)
    .sort((a, b) => a - b)
    .slice(0, 4);
}
