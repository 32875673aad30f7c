/** Goods collected for a stock entry, a request for goods or for a campaign; kept on the phone until it is sent. */
export interface DraftLine {
  skuId: string;
  title: string;
  spec: string;
  image: string;
  qty: number;
  /** What one should know beside it: pieces in the shop, why it is proposed. */
  hint: string;
  /** Of a stock entry: how the quantity is meant; pieces without it. */
  unit?: 'piece' | 'pack' | 'gram';
  packSize?: number;
  pieceGrams?: number | null;
  /** Best before. */
  day?: string;
}
export type DraftKind = 'record' | 'request' | 'campaign';

export const MAX_DRAFT = 50;
const key = (kind: DraftKind, storeId: string): string => `draft:${kind}:${storeId}`;

export const draftOf = (kind: DraftKind, storeId: string): DraftLine[] => {
  const kept: DraftLine[] | '' = wx.getStorageSync(key(kind, storeId));
  return kept || [];
};

export const keepDraft = (kind: DraftKind, storeId: string, lines: readonly DraftLine[]): void =>
  wx.setStorageSync(key(kind, storeId), lines);

/** Adds a line, or says that it is there already or that the draft is full. */
export function addToDraft(
  kind: DraftKind,
  storeId: string,
  line: DraftLine,
): 'added' | 'there' | 'full' {
  const lines = draftOf(kind, storeId);
  if (lines.some(({ skuId }) => skuId === line.skuId)) return 'there';
  if (lines.length >= MAX_DRAFT) return 'full';
  keepDraft(kind, storeId, [line, ...lines]);
  return 'added';
}

export const DRAFT_SAYS = {
  added: '已加入',
  there: '已经在单子里了',
  full: '一张单最多 50 种商品',
} as const;
