import { money } from '../money';
import { REASON_RULES, type AutoRule, type Kind, type Reason } from './policy';

export interface Applied {
  readonly kind: Kind;
  readonly reason: Reason;
  readonly fen: number;
  /** Applications of the member within 30 days, this one not counted. */
  readonly recent: number;
}
export interface Verdict {
  readonly refund: boolean;
  /** Every condition with its number, for the case's history. */
  readonly why: string;
}

/** The decision table of refunds without a person (features.md F53): all conditions or a person looks. */
export function autoVerdict(rule: AutoRule, { kind, reason, fen, recent }: Applied): Verdict {
  if (!rule.on) return { refund: false, why: '自动退款未开启' };
  const tests: [boolean, string][] = [
    [kind === 'refundOnly', '仅退款'],
    [fen <= rule.maxFen, `金额 ${money(fen)} 不超过 ${money(rule.maxFen)}`],
    [rule.reasons.includes(reason), `原因“${REASON_RULES[reason].text}”在自动范围内`],
    [recent <= rule.maxRecent, `30 天内已申请 ${recent} 次，不超过 ${rule.maxRecent} 次`],
  ];
  const missed = tests.find(([held]) => !held);
  return missed
    ? { refund: false, why: `转人工：不满足“${missed[1]}”` }
    : { refund: true, why: tests.map(([, text]) => text).join('；') };
}
