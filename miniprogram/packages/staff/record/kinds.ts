import type { Calls } from '#shared/contracts/index';
import type { In } from '#shared/contracts/kit';
import type { DraftLine } from '../../../services/draft';

/** Kinds of stock entries in the words of the shop. */
export const KINDS = [
  { value: 'receive', label: '入库', verb: '入库' },
  { value: 'issue', label: '出库', verb: '出库' },
  { value: 'damage', label: '报损', verb: '报损' },
  { value: 'count', label: '盘点', verb: '实有' },
] as const;
export type Kind = (typeof KINDS)[number]['value'];

export const isKind = (value: string): value is Kind => KINDS.some((kind) => kind.value === value);

export const REASONS: Record<Kind, readonly string[]> = {
  receive: ['供应商到货', '总部配送', '顾客退回'],
  issue: ['门店自用', '试吃', '退供应商'],
  damage: ['过期', '破损', '变质'],
  count: ['例行盘点', '抽查', '交接班'],
};

/** Pieces a line stands for; what is weighed is rounded down for the sum on the screen. */
export const piecesIn = ({ qty, unit, packSize = 1, pieceGrams }: DraftLine): number =>
  unit === 'pack' ? qty * packSize : unit === 'gram' ? Math.floor(qty / (pieceGrams ?? 1)) : qty;

/** The next way to say a quantity that this product has: pieces, cases, grams. */
export function nextUnit(line: DraftLine): DraftLine {
  const { unit = 'piece', packSize = 1, pieceGrams } = line;
  const has = [
    'piece' as const,
    ...(packSize > 1 ? ['pack' as const] : []),
    ...(pieceGrams ? ['gram' as const] : []),
  ];
  const next = has[(has.indexOf(unit) + 1) % has.length] ?? 'piece';
  return { ...line, unit: next, qty: next === 'gram' ? (pieceGrams ?? 1) : 1 };
}

type Sent = In<Calls['recordStock']>['lines'][number];
/** A line as the call wants it; the server turns cases and grams into pieces. */
export const sentAs = ({ skuId, qty, unit, day }: DraftLine, kind: Kind): Sent => ({
  skuId,
  qty: unit === 'pack' || unit === 'gram' ? 0 : qty,
  ...(unit === 'pack' ? { packs: qty } : {}),
  ...(unit === 'gram' ? { grams: qty } : {}),
  ...(day && kind !== 'count' ? { day } : {}),
});
