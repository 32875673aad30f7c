import { shortTime } from '../time';
import type { Model } from './compile';
import type { Cut } from './cuts';
import type { LineTag } from './result';
import { coversGoods } from './scope';
import type { CartLine, PriceWorld } from './types';

/** What stands beside a price: the rules that made it, and the order rules its goods count for. */
export const tagsOf = (
  { world, orderRules }: Pick<Model, 'world' | 'orderRules'>,
  line: CartLine,
  cuts: readonly Pick<Cut, 'rule' | 'qty'>[],
): LineTag[] => [
  ...cuts.map(({ rule, qty }) => ({
    kind: rule.kind,
    text: rule.kind === 'special' ? (line.special?.reason ?? rule.label) : rule.label,
    reason: reasonOf(world, line, rule, qty),
  })),
  ...orderRules
    .filter(({ scope }) => coversGoods(scope.goods, line))
    .map(({ type, name, scope }) => ({
      kind: KIND[type],
      text: name,
      reason: `活动${endText(scope.until)}`,
    })),
];

const KIND = {
  fullOff: 'full',
  fullRate: 'full',
  fullGift: 'gift',
  freeFreight: 'freight',
} as const;

function reasonOf(
  { member }: PriceWorld,
  line: CartLine,
  { kind, source, label }: Cut['rule'],
  qty: number,
): string {
  const some = qty < line.qty ? `，其中${qty}件享受` : '';
  if (kind === 'special')
    return `店内特价（${line.special?.reason ?? ''}）${endText(line.special?.until ?? 0)}${some}`;
  if (kind === 'level') return `${member?.levelName ?? '会员'}专享`;
  if (kind === 'card') return '黑金卡专属折扣';
  return `${label}，活动${endText(source?.scope.until ?? 0)}${some}`;
}

/** Beyond this nobody means a day (the end of 2099). */
const FAR = 4_102_416_000_000;
const endText = (until: number): string =>
  until >= FAR ? '长期有效' : `到 ${shortTime(until)} 为止`;
