/** What a declared field holds, made sure of: a value that is none of its kind counts as empty. */
export const asNumber = (value: unknown): number | null =>
  typeof value === 'number' ? value : null;
export const asTexts = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : [];
export const asNumbers = (value: unknown): number[] =>
  Array.isArray(value) ? value.map(Number) : [];

export type Row = Readonly<Record<string, unknown>>;
const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null;
export const asRows = (value: unknown): Row[] => (Array.isArray(value) ? value.filter(isRow) : []);

export interface Gift {
  readonly skuId: string;
  readonly qty: number;
}
export const asGifts = (value: unknown): Gift[] =>
  asRows(value).map(({ skuId, qty }) => ({ skuId: String(skuId), qty: Number(qty) }));
export const asSpans = (value: unknown): { start: number; end: number }[] =>
  asRows(value).map(({ start, end }) => ({ start: Number(start), end: Number(end) }));
