import { money } from '../money';
import type { KeptQuote, QuoteResult, Step, TraceEntry } from './result';

export type Audience = 'shopper' | 'clerk' | 'hq';

export interface Sentence {
  readonly step: Step | 'payable' | 'tender' | 'grant' | 'gift' | 'unused';
  readonly text: string;
  /** What the sentence adds to the payable; 0 where it adds nothing. */
  readonly fen: number;
}

/** An order's price in words, from what was kept: for who bought, for who sells, for who answers for the rules. */
export function explain(
  quote: QuoteResult | KeptQuote,
  audience: Audience,
  /** What the part that is not the wallet's was paid by. */
  restBy = '在线支付',
): Sentence[] {
  const { totals } = quote;
  return [
    ...quote.trace.map((entry) => ({
      step: entry.step,
      text: said(entry, quote, audience),
      fen: entry.fen,
    })),
    { step: 'payable', text: `应付 ${money(totals.payableFen)}`, fen: 0 },
    ...tenderSaid(quote, restBy),
    ...quote.gifts.map(({ title, qty, ruleId }) => ({
      step: 'gift' as const,
      text: `赠送「${title}」${qty}件${audience === 'hq' ? `（${ruleId}）` : ''}`,
      fen: 0,
    })),
    ...(totals.earned > 0
      ? [
          {
            step: 'grant' as const,
            text: `可得 ${totals.earned} 积分、${totals.growth} 成长值`,
            fen: 0,
          },
        ]
      : []),
    ...unusedSaid(quote, audience),
  ];
}

function said(entry: TraceEntry, { lines }: QuoteResult, audience: Audience): string {
  const { label, fen, ruleId, version, couponId } = entry;
  const main =
    entry.step === 'base' && ruleId === 'list'
      ? `${label}合计 ${money(fen)}`
      : fen < 0
        ? `${label}，减 ${money(-fen)}`
        : `${label}，加 ${money(fen)}`;
  if (audience === 'shopper') return main;
  const parts = lines.flatMap(({ title, qty }, at) => {
    const part = entry.parts[at] ?? 0;
    return part === 0 ? [] : [`${title}×${qty} ${part < 0 ? `-${money(-part)}` : money(part)}`];
  });
  const where = parts.length > 0 ? `：${parts.join('，')}` : '';
  if (audience === 'clerk') return `${main}${where}`;
  const coupon = couponId === null ? '' : `，券 ${couponId}`;
  return `${main}（规则 ${ruleId} 第 ${version} 版${coupon}）${where}`;
}

function tenderSaid(quote: QuoteResult | KeptQuote, restBy: string): Sentence[] {
  if (!('tender' in quote)) return [];
  const { providerFen, principalFen, bonusFen } = quote.tender;
  const ways = [
    [restBy, providerFen],
    ['储值本金', principalFen],
    ['储值赠送金', bonusFen],
  ] as const;
  const used = ways.filter(([, fen]) => fen > 0).map(([name, fen]) => `${name} ${money(fen)}`);
  return used.length === 0 ? [] : [{ step: 'tender', text: used.join('，'), fen: 0 }];
}

/** A shopper reads about the own coupons; staff about every rule. */
function unusedSaid({ unused }: QuoteResult, audience: Audience): Sentence[] {
  return unused
    .filter(({ couponId }) => audience !== 'shopper' || couponId !== null)
    .map(({ label, why, code, ruleId }) => ({
      step: 'unused' as const,
      text: `未使用「${label}」：${why}${audience === 'hq' ? `（${ruleId}，${code}）` : ''}`,
      fen: 0,
    }));
}
