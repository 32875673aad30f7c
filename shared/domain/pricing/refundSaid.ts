import { money } from '../money';
import type { Tender } from './result';

/** Where the money of one refund went, and what happened to points: `微信退回 ¥3.50；退还 39 积分`. */
export function refundSaid({
  providerFen,
  principalFen,
  bonusFen,
  pointsBack,
  pointsTaken,
  cash = false,
}: Tender & {
  readonly pointsBack: number;
  readonly pointsTaken: number;
  /** Paid in cash at the till. */
  readonly cash?: boolean;
}): string {
  const ways = [
    [cash ? '现金退回' : '微信退回', providerFen],
    ['储值本金退回', principalFen],
    ['储值赠送金退回', bonusFen],
  ] as const;
  const paid = ways.filter(([, fen]) => fen > 0).map(([how, fen]) => `${how} ${money(fen)}`);
  const points = [
    ...(pointsBack > 0 ? [`退还 ${pointsBack} 积分`] : []),
    ...(pointsTaken > 0 ? [`收回 ${pointsTaken} 积分`] : []),
  ];
  const both = [paid.join('，'), points.join('，')].filter((text) => text !== '');
  return both.join('；') || '没有需要退回的钱';
}
