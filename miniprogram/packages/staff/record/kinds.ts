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
