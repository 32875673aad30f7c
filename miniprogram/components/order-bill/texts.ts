import { money } from '#shared/domain/money';
import { shortTime } from '#shared/domain/time';
import type { OrderBill } from '../../services/shapes';

type Line = OrderBill['lines'][number];
type Piece = Line['pieces'][number];
type Refund = OrderBill['refunds'][number];

/** `2 件 每件 ¥15.64`: pieces of the same price and fate stand together. */
export function piecesOf({ pieces }: Line): { text: string; ways: string; back: boolean }[] {
  const groups = new Map<string, Piece[]>();
  for (const piece of pieces) {
    const alike = JSON.stringify(piece);
    groups.set(alike, [...(groups.get(alike) ?? []), piece]);
  }
  return [...groups.values()].flatMap((alike) => {
    const [one] = alike;
    if (!one) return [];
    const each = `${alike.length} 件，每件 ${money(one.payFen)}`;
    return [{ text: each, ways: waysOf(one), back: one.back }];
  });
}

/** What one piece was paid by; nothing to tell when WeChat paid it all. */
function waysOf({ providerFen, principalFen, bonusFen, points, pointsFen }: Piece): string {
  const ways = [
    ['微信', providerFen],
    ['储值本金', principalFen],
    ['赠送金', bonusFen],
  ] as const;
  const paid = ways.filter(([, fen]) => fen > 0);
  const said = paid.length === 1 && providerFen > 0 ? [] : paid;
  return [
    ...said.map(([name, fen]) => `${name} ${money(fen)}`),
    ...(points > 0 ? [`积分 ${points} 抵 ${money(pointsFen)}`] : []),
  ].join(' · ');
}

const STATES: Record<Refund['status'], string> = {
  pending: '退款中',
  done: '已退回',
  failed: '处理中，请联系门店',
};

export const refundOf = (refund: Refund) => ({
  id: refund.refundId,
  fen: refund.amountFen,
  title: `${refund.reason} · ${STATES[refund.status]}`,
  text: refund.text,
  goods: [
    ...refund.pieces.map(({ title, qty }) => `${title} ×${qty}`),
    ...(refund.freightFen > 0 ? [`配送费 ${money(refund.freightFen)}`] : []),
    ...(refund.giftFen > 0 ? [`未退赠品扣 ${money(refund.giftFen)}`] : []),
  ].join('、'),
  at: shortTime(refund.at),
});
