import { sum } from '../money';
import type { Promotion } from '../pricing/promotion';
import { DAY_MS } from '../time';
import { isEverywhere, type Place } from './place';
import type { CampaignPolicy } from './policy';

export type CampaignState =
  | 'draft'
  | 'pending'
  | 'approved'
  | 'scheduled'
  | 'live'
  | 'ended'
  | 'stopped';

interface Period {
  readonly from: number;
  readonly until: number;
}
interface Staged {
  readonly stage: 'draft' | 'pending' | 'approved' | 'published';
  readonly live: Period | null;
  readonly stopped: object | null;
  readonly plan: Period;
}

/**
 * What a campaign is now. Beginning and end go by the clock and are never stored: no timer that runs late can
 * keep one alive. While one is in force its own state is told; a newer plan shows as `changed` beside it.
 */
export function stateOf({ stage, live, stopped, plan }: Staged, now: number): CampaignState {
  if (live && now < live.until) return now < live.from ? 'scheduled' : 'live';
  if (stage === 'pending' || stage === 'approved') return stage;
  if (stopped) return 'stopped';
  return stage === 'published' && now >= (live ?? plan).until ? 'ended' : 'draft';
}

interface Plan extends Period {
  readonly rules: readonly Promotion[];
  readonly place: Place;
  readonly bundleSkuIds: readonly string[];
  readonly page: object | null;
}

/** What a plan may cost at most; null: no limit. */
export const budgetOf = ({ rules }: Pick<Plan, 'rules'>): number | null =>
  rules.some(({ budgetLeftFen }) => budgetLeftFen === null)
    ? null
    : sum(rules.map(({ budgetLeftFen }) => budgetLeftFen ?? 0));

/** A second signature is needed where the cost has no limit, a high one, or may fall below the floor. */
export function needsApproval(plan: Pick<Plan, 'rules'>, policy: CampaignPolicy): boolean {
  const most = budgetOf(plan);
  return most === null || most > policy.approvalFromFen || plan.rules.some((r) => r.belowFloor);
}

/** Longest a campaign may be planned for: nobody would remember what they agreed to. */
export const LONGEST_DAYS = 366;

/** Why a plan cannot be submitted; none when it can. */
export function missingIn(plan: Plan): string[] {
  const missing: string[] = [];
  if (plan.rules.length === 0 && plan.bundleSkuIds.length === 0 && plan.page === null)
    missing.push('活动里还没有规则、礼盒或活动页');
  if (plan.until - plan.from > LONGEST_DAYS * DAY_MS) missing.push('活动最长一年');
  return missing;
}

/** What the one who signs should know. */
export function warningsOf(plan: Plan, rehearsed: boolean): string[] {
  const unlimited = plan.rules.filter(({ budgetLeftFen }) => budgetLeftFen === null);
  const below = plan.rules.filter(({ belowFloor }) => belowFloor);
  const named = (rules: readonly Promotion[]) => rules.map(({ name }) => `「${name}」`).join('');
  return [
    ...(rehearsed || plan.rules.length === 0 ? [] : ['这一版还没有用上周的真实订单演练过']),
    ...(unlimited.length > 0 ? [`${named(unlimited)}没有预算上限`] : []),
    ...(below.length > 0 ? [`${named(below)}可能卖得低于最低价`] : []),
    ...(isEverywhere(plan.place) && plan.rules.length > 0 ? ['全部门店都会执行'] : []),
  ];
}
