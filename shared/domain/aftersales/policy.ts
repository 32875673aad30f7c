import { DAY_MS } from '../time';

export const KINDS = ['refundOnly', 'return', 'exchange'] as const;
export type Kind = (typeof KINDS)[number];
export const KIND_TEXT: Readonly<Record<Kind, string>> = {
  refundOnly: '仅退款',
  return: '退货退款',
  exchange: '换货',
};

export const REASONS = ['quality', 'wrong', 'damaged', 'missing', 'unwanted'] as const;
export type Reason = (typeof REASONS)[number];
interface ReasonRule {
  readonly text: string;
  /** Who answers for it: decides the window and whether the freight goes back. */
  readonly fault: 'store' | 'shopper';
  readonly kinds: readonly Kind[];
}
export const REASON_RULES: Readonly<Record<Reason, ReasonRule>> = {
  quality: { text: '质量问题', fault: 'store', kinds: KINDS },
  wrong: { text: '发错货', fault: 'store', kinds: ['return', 'exchange'] },
  damaged: { text: '包装破损', fault: 'store', kinds: KINDS },
  missing: { text: '少了东西', fault: 'store', kinds: ['refundOnly'] },
  unwanted: { text: '不想要了', fault: 'shopper', kinds: ['return'] },
};

/** One policy for every shop (features.md F22). An order keeps the version it was placed under. */
export interface AfterSalesPolicy {
  /** Days after the hand-over in which a fault of the shop may be told. */
  readonly faultDays: number;
  /** Days in which goods may come back without a reason. */
  readonly unwantedDays: number;
  /** Categories with other days without a reason, such as fresh food; 0: not at all. */
  readonly categories: readonly { readonly categoryId: string; readonly days: number }[];
  /** Opening minutes within which the shop answers; after them HQ's turn comes. */
  readonly respondMin: number;
  /** Minutes HQ then has, by the clock. */
  readonly hqRespondMin: number;
  /** Service staff approve up to here, shop managers up to `managerFen`, HQ with four eyes above. */
  readonly serviceFen: number;
  readonly managerFen: number;
  /** Refunds without a person (features.md F53). */
  readonly auto: AutoRule;
}
export interface AutoRule {
  readonly on: boolean;
  readonly maxFen: number;
  readonly reasons: readonly Reason[];
  /** Applications of the member within 30 days, this one not counted, above which a person looks. */
  readonly maxRecent: number;
}

/** `_id` of the version now in force; `{key}:{version}` of each version ever in force. */
export const POLICY_KEY = 'afterSales';
/** The chain's beginning: version 1 until HQ saves another. */
export const DEFAULT_POLICY: AfterSalesPolicy = {
  faultDays: 15,
  unwantedDays: 7,
  categories: [],
  respondMin: 240,
  hqRespondMin: 720,
  serviceFen: 20_000,
  managerFen: 100_000,
  auto: { on: false, maxFen: 5_000, reasons: ['quality', 'damaged', 'missing'], maxRecent: 2 },
};

/** Days in which a product of a category may come back for a reason. */
export function daysFor(policy: AfterSalesPolicy, reason: Reason, categoryId: string): number {
  if (REASON_RULES[reason].fault === 'store') return policy.faultDays;
  const own = policy.categories.find((category) => category.categoryId === categoryId);
  return own?.days ?? policy.unwantedDays;
}

/** Until when (epoch ms, excluded) pieces may be applied for. */
export const closesAt = (
  policy: AfterSalesPolicy,
  reason: Reason,
  categoryId: string,
  completedAt: number,
): number => completedAt + daysFor(policy, reason, categoryId) * DAY_MS;

/** Why HQ may not save it; null: it is sound. */
export function policyFault({ serviceFen, managerFen, categories }: AfterSalesPolicy) {
  if (serviceFen > managerFen) return '客服的额度不能高于店长';
  const ids = new Set(categories.map(({ categoryId }) => categoryId));
  return ids.size < categories.length ? '同一个分类只能有一条规则' : null;
}
