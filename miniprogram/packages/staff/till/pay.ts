import { money } from '#shared/domain/money';
import { likelyNotes } from '#shared/domain/till';
import { call, type Answer } from '../../../services/call';

export const WAYS = [
  { value: 'cash', label: '现金' },
  { value: 'wechat', label: '微信付款码' },
] as const;
export type Way = (typeof WAYS)[number]['value'];
export type Sold = Extract<Answer<'ringUp'>, { ok: true }>['data'];
export type Customer = Extract<Answer<'identifyAtTill'>, { ok: true }>['data'];
export type SaleQuote = Extract<Answer<'quoteSale'>, { ok: true }>['data'];

/** One piece of goods on the counter. */
export interface Row {
  skuId: string;
  title: string;
  spec: string;
  image: string;
  qty: number;
}

/** `exact` first, then what a hand is likely to hold. */
export const notesFor = (payFen: number): { fen: number; label: string }[] => [
  { fen: payFen, label: '正好' },
  ...likelyNotes(payFen).map((fen) => ({ fen, label: money(fen) })),
];

/** A member's code, or a phone number, typed or scanned. */
export const identify = (storeId: string, text: string) => {
  const said = text.replace(/\s/g, '');
  return call('identifyAtTill', {
    storeId,
    ...(/^1\d{10}$/.test(said) ? { phone: said } : { code: said }),
  });
};
