import { forecast, type RehearsalSums } from '#shared/domain/campaigns/rehearsal';
import { ruleText } from '#shared/domain/campaigns/ruleText';
import { DAY_MS } from '#shared/domain/time';
import type { CampaignPlan, RehearsalDoc } from '#shared/model/docs';

/** Sums are written by `rehearseCampaign` in exactly this shape, hence the cast. */
export const sumsOf = ({ sums }: Pick<RehearsalDoc, 'sums'>): RehearsalSums =>
  sums as unknown as RehearsalSums;

/** A rehearsal as headquarters reads it, finished or under way. */
export function reportOf(
  doc: RehearsalDoc,
  plan: CampaignPlan,
  total: number,
  nameOf: ReadonlyMap<string, string>,
) {
  const sums = sumsOf(doc);
  const days = Math.ceil((plan.until - plan.from) / DAY_MS);
  const looked = lookedAtDays(doc);
  return {
    done: doc.done,
    from: doc.from,
    until: doc.until,
    seen: sums.seen,
    total: doc.done ? sums.seen : Math.max(total, sums.seen),
    touched: sums.touched,
    salesFen: sums.salesFen,
    salesWithFen: sums.salesWithFen,
    extraFen: sums.marginFen - sums.marginWithFen,
    marginFen: sums.marginFen,
    marginWithFen: sums.marginWithFen,
    belowFloorLines: sums.belowFloorLines,
    belowCostLines: sums.belowCostLines,
    rules: plan.rules.map((rule) => {
      const given = sums.given[rule.id] ?? { orders: 0, fen: 0 };
      return {
        ruleId: rule.id,
        text: `${rule.name} · ${ruleText(rule)}`,
        orders: given.orders,
        givenFen: given.fen,
        budgetFen: rule.budgetLeftFen,
        ...forecast(given.fen, looked, days, rule.budgetLeftFen),
      };
    }),
    conflicts: Object.entries(sums.lost).map(([ruleId, { orders, fen }]) => ({
      ruleId,
      name: nameOf.get(ruleId) ?? ruleId,
      orders,
      lostFen: fen,
    })),
    worst: [...sums.worst],
  };
}

/** Part of the week that was looked at, in days: the pace of an unfinished rehearsal is judged on it. */
function lookedAtDays({ done, cursor, from, until }: RehearsalDoc): number {
  const end = done ? until : Number(cursor.split(' ')[0] ?? from);
  return Math.max(0, end - from) / DAY_MS;
}
