import { yuan } from '../money';
import { shortTime } from '../time';
import { COLUMNS, spread, wrap } from './columns';

export interface SlipLine {
  readonly text: string;
  /** `barcode` and `qr` carry what they encode; `rule` is a dashed line; `big` is twice as large. */
  readonly kind: 'text' | 'big' | 'center' | 'rule' | 'barcode' | 'qr' | 'feed';
}

export interface SlipGoods {
  readonly title: string;
  readonly spec: string;
  readonly qty: number;
  readonly priceFen: number;
  /** After item rules, before what the order as a whole takes off. */
  readonly amountFen: number;
  readonly gift: boolean;
  /** Pieces that came back. */
  readonly back: number;
}
/** What a slip tells; amounts fen, times epoch ms. */
export interface SlipFacts {
  readonly storeName: string;
  readonly storeAddress: string;
  readonly storePhone: string;
  readonly orderNo: string;
  readonly at: number;
  readonly cashier: string;
  readonly customer: string;
  readonly goods: readonly SlipGoods[];
  /** Reductions and surcharges in the customer's words; negative takes off. */
  readonly changes: readonly { readonly label: string; readonly fen: number }[];
  readonly payableFen: number;
  readonly paid: readonly { readonly label: string; readonly fen: number }[];
  readonly givenFen: number;
  readonly changeFen: number;
  readonly earned: number;
  readonly refundedFen: number;
  /** Which print this is; from the second on the slip says so. */
  readonly n: number;
}

const text = (row: string): SlipLine => ({ text: row, kind: 'text' });
const RULE: SlipLine = { text: '-'.repeat(COLUMNS), kind: 'rule' };

/** The slip of a sale, line by line, for 58 mm paper: what the preview shows is what the printer prints. */
export function slipOf(facts: SlipFacts): SlipLine[] {
  const rows = (left: string, right: string) => spread(left, right).map(text);
  const { goods, payableFen, refundedFen } = facts;
  const pieces = goods.reduce((n, { qty }) => n + qty, 0);
  return [
    { text: facts.storeName, kind: 'big' },
    ...(facts.n > 1 ? [{ text: `*** 补打 第 ${facts.n} 次 ***`, kind: 'center' as const }] : []),
    ...rows(`单号 ${facts.orderNo}`, ''),
    ...rows(shortTime(facts.at), facts.cashier === '' ? '' : `收银 ${facts.cashier}`),
    ...(facts.customer === '' ? [] : wrap(`顾客 ${facts.customer}`).map(text)),
    RULE,
    ...goods.flatMap(goodsRows),
    RULE,
    ...rows(`共 ${pieces} 件`, ''),
    ...facts.changes.flatMap(({ label, fen }) => rows(label, yuan(fen))),
    ...spread('应收', yuan(payableFen)).map((row): SlipLine => ({ text: row, kind: 'text' })),
    ...facts.paid.flatMap(({ label, fen }) => rows(label, yuan(fen))),
    ...(facts.changeFen > 0 || facts.givenFen > 0
      ? [...rows('收现', yuan(facts.givenFen)), ...rows('找零', yuan(facts.changeFen))]
      : []),
    ...(refundedFen > 0 ? rows('已退款', yuan(-refundedFen)) : []),
    ...(facts.earned > 0 ? rows('本单积分', `+${facts.earned}`) : []),
    RULE,
    { text: facts.orderNo, kind: 'barcode' },
    { text: '凭小票 7 天内可退换', kind: 'center' },
    ...wrap(facts.storeAddress).map((row): SlipLine => ({ text: row, kind: 'center' })),
    ...(facts.storePhone === '' ? [] : [{ text: facts.storePhone, kind: 'center' as const }]),
    { text: '', kind: 'feed' },
  ];
}

function goodsRows({ title, spec, qty, priceFen, amountFen, gift, back }: SlipGoods): SlipLine[] {
  const name = [gift ? `[赠] ${title}` : title, spec].filter((part) => part !== '').join(' ');
  return [
    ...wrap(name).map(text),
    ...spread(`  ${qty} x ${yuan(priceFen)}`, yuan(amountFen)).map(text),
    ...(back > 0 ? [text(`  已退 ${back} 件`)] : []),
  ];
}
