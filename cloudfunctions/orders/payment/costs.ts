import type { Cost } from '#shared/domain/membership/ledger';
import type { UnitRef } from '#shared/domain/pricing/refundPlan';
import type { OrderDoc } from '#shared/model/docs';

/**
 * Reductions of some pieces that somebody else than the till bears: campaigns and coupons by their owner's
 * share, points by HQ. Judged piece by piece, so what lapses with refunds adds up to what was booked.
 * Free freight and gifts are borne by the shop that sells.
 */
export function costsOf({ quote, bearers }: OrderDoc, units: readonly UnitRef[]): Cost[] {
  const sums = new Map<string, Cost>();
  const add = (kind: Cost['kind'], by: string, fen: number): void => {
    if (fen === 0) return;
    const key = `${kind}:${by}`;
    sums.set(key, { kind, by, fen: (sums.get(key)?.fen ?? 0) + fen });
  };
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
