import type { AfterSale } from '../../../services/shapes';

/** Pieces of a line by condition; together all of the line. */
export interface Row {
  readonly lineId: string;
  readonly title: string;
  readonly spec: string;
  readonly whole: number;
  readonly sellable: number;
  readonly damaged: number;
  readonly refused: number;
}

export const rowOf = ({ lineId, title, spec, qty }: AfterSale['lines'][number]): Row => ({
  lineId,
  title,
  spec,
  whole: qty,
  sellable: qty,
  damaged: 0,
  refused: 0,
});

/** So many are damaged or not taken; the other number gives way where both do not fit. */
export function turned(row: Row, field: 'damaged' | 'refused', n: number): Row {
  const other = field === 'damaged' ? 'refused' : 'damaged';
  const rest = Math.min(row[other], row.whole - n);
  return { ...row, [field]: n, [other]: rest, sellable: row.whole - n - rest };
}
