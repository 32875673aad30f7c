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

/** Gifts that come along, by condition. */
export interface GiftRow {
  readonly skuId: string;
  readonly title: string;
  readonly whole: number;
  readonly sellable: number;
  readonly damaged: number;
  readonly missing: number;
}
export const giftRows = ({ gifts }: AfterSale): GiftRow[] =>
  gifts
    .filter(({ kept }) => !kept)
    .map(({ skuId, title, qty }) => ({
      skuId,
      title,
      whole: qty,
      sellable: qty,
      damaged: 0,
      missing: 0,
    }));
export function giftTurned(row: GiftRow, field: 'damaged' | 'missing', n: number): GiftRow {
  const other = field === 'damaged' ? 'missing' : 'damaged';
  const rest = Math.min(row[other], row.whole - n);
  return { ...row, [field]: n, [other]: rest, sellable: row.whole - n - rest };
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
