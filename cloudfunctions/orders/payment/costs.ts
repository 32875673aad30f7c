import type { Cost } from '#shared/domain/membership/ledger';
import type { UnitRef } from '#shared/domain/pricing/refundPlan';
import type { OrderDoc } from '#shared/model/docs';

function collector() {
  const sums = new Map<string, Cost>();
  const add = (kind: Cost['kind'], by: string, fen: number): void => {
    if (fen === 0) return;
    const key = `${kind}:${by}`;
    sums.set(key, { kind, by, fen: (sums.get(key)?.fen ?? 0) + fen });
  };
  return { sums, add };
}

/**
 * Reductions of some pieces that somebody else than the till bears: campaigns and coupons by their owner's
 * share, points by HQ. Judged piece by piece, so what lapses with refunds adds up to what was booked.
 * What is given with the goods, gifts and free freight, is told by `givenCosts`.
 */
export function costsOf({ quote, bearers }: OrderDoc, units: readonly UnitRef[]): Cost[] {
  const { sums, add } = collector();
  for (const { line: at, unit: i } of units) {
    const line = quote?.lines[at];
    const unit = line?.units[i];
    if (!line || !unit) continue;
    add('points', 'hq', unit.pointsFen);
    line.applied.forEach(({ ruleId }, k) => {
      const bearer = bearers.find((one) => one.ruleId === ruleId);
      const fen = unit.reduced[k] ?? 0;
      if (!bearer) return;
      const byHq = Math.floor((fen * bearer.hqBp) / 10_000);
      add(bearer.kind, 'hq', byHq);
      add(bearer.kind, bearer.storeId, fen - byHq);
    });
  }
  return [...sums.values()];
}

/**
 * What left the shop beside what was paid for, once it has left: gifts at what they cost (those that were found),
 * and the freight a campaign, a coupon or the card made free. A shop's own free delivery from an amount on is
 * its price and nobody else's.
 */
export function givenCosts({ quote, bearers, lines }: OrderDoc): Cost[] {
  const { sums, add } = collector();
  const share = (kind: 'gift' | 'freight', ruleId: string, fen: number): void => {
    const bearer = bearers.find((one) => one.ruleId === ruleId);
    if (!bearer) return;
    const byHq = Math.floor((fen * bearer.hqBp) / 10_000);
    add(kind, 'hq', byHq);
    add(kind, bearer.storeId, fen - byHq);
  };
  const gifts = lines.filter(({ gift }) => gift);
  (quote?.gifts ?? []).forEach(({ ruleId, skuId }, at) => {
    // Gift lines stand in the order of the quote's gifts.
    const line = gifts[at]?.skuId === skuId ? gifts[at] : gifts.find((one) => one.skuId === skuId);
    if (line) share('gift', ruleId, (line.picked ?? line.qty) * line.costFen);
  });
  for (const { step, ruleId, fen } of quote?.trace ?? []) {
    if (step !== 'freight' || fen >= 0) continue;
    if (ruleId === 'card') add('freight', 'hq', -fen);
    else share('freight', ruleId, -fen);
  }
  return [...sums.values()];
}
