import { explain, type Audience } from '#shared/domain/pricing/explain';
import type { KeptQuote, QuotedLine } from '#shared/domain/pricing/result';
import type { OrderDoc, OrderLineDoc, RefundDoc } from '#shared/model/docs';
import { refundView } from './refundView';

/**
 * The whole price of an order from what was kept with it: sentences for who asks, every piece's share of every
 * tender, and what came back of it. Nothing is priced anew.
 */
export function billView(order: OrderDoc, refunds: readonly RefundDoc[], audience: Audience) {
  const { quote, totals } = order;
  return {
    sentences: quote ? explain(quote, audience, restBy(order)) : [],
    tender: { ...totals.tender },
    payableFen: totals.payableFen,
    refundedFen: order.refundedFen,
    lines: quote
      ? quote.lines.flatMap((line, at) => {
          const sold = order.lines[at];
          return sold ? [lineView(quote, line, at, sold)] : [];
        })
      : [],
    freight: quote ? { ...quote.freightTender } : NOTHING,
    refunds: refunds.map((refund) => ({
      ...refundView(refund),
      pieces: piecesOf(order, refund),
      freightFen: refund.of?.freightFen ?? 0,
      giftFen: refund.of?.giftFen ?? 0,
    })),
  };
}

const restBy = ({ pos }: OrderDoc): string =>
  pos?.by === 'cash' ? '现金' : pos ? '微信付款码' : '在线支付';

const NOTHING = { providerFen: 0, principalFen: 0, bonusFen: 0 };

/** Lines of the quote are the order's first lines; presents come after them. */
const lineView = (
  { trace, unitTender }: KeptQuote,
  line: QuotedLine,
  at: number,
  { spec, unitsBack }: OrderLineDoc,
) => ({
  title: line.title,
  spec,
  qty: line.qty,
  listFen: line.listFen,
  payFen: line.payFen,
  off: line.applied.map(({ ruleId, fen }) => ({
    label: trace.find((entry) => entry.ruleId === ruleId)?.label ?? ruleId,
    fen,
  })),
  pieces: line.units.map(({ payFen, points, pointsFen }, unit) => ({
    payFen,
    ...(unitTender[at]?.[unit] ?? NOTHING),
    points,
    pointsFen,
    back: unitsBack.includes(unit),
  })),
});

function piecesOf({ lines }: OrderDoc, { of }: RefundDoc) {
  return lines.flatMap(({ title, unitsFen }, at) => {
    const back = (of?.units ?? []).filter(({ line }) => line === at);
    if (back.length === 0) return [];
    const payFen = back.reduce((fen, { unit }) => fen + (unitsFen[unit] ?? 0), 0);
    return [{ title, qty: back.length, payFen }];
  });
}
