/**
 * What HQ may set about membership, with the values a new chain starts with. Kept in `settings` under the
 * names below, each with its version; amounts in fen, rates in basis points paid (9500 = 95折).
 */
export interface Level {
  readonly levelId: string;
  readonly name: string;
  /** Growth from which it is reached; the first level has 0. */
  readonly growthMin: number;
  /** 会员价; null: the level has none. */
  readonly rateBp: number | null;
  /** Points for one yuan against the rule's: 10000 = as many, 20000 = twice. */
  readonly pointsBp: number;
  /** Rights in words, shown beside the ones that follow from the figures. */
  readonly rights: readonly string[];
}

export interface PointsTerms {
  /** What one point pays. */
  readonly fenPerPoint: number;
  /** Of the goods after coupons at most this part. */
  readonly maxBp: number;
  /** Points and growth for one yuan of money: 10000 = 1元=1积分. */
  readonly earnBp: number;
  readonly growthBp: number;
  /** Days after hand-over until earned points can be spent: the window for returns. */
  readonly pendingDays: number;
  /** Calendar months points live, counted from the purchase, to the end of the last one. */
  readonly validMonths: number;
  /** Growth for a review and for a share, and at most how many of each count a day. */
  readonly reviewGrowth: number;
  readonly shareGrowth: number;
  readonly reviewsADay: number;
  readonly sharesADay: number;
}

export interface TopUpPlan {
  readonly planId: string;
  readonly payFen: number;
  readonly bonusFen: number;
}
export interface WalletTerms {
  readonly plans: readonly TopUpPlan[];
  /** Any amount may be topped up within these, without a bonus; 0 and 0: only plans. */
  readonly minFen: number;
  readonly maxFen: number;
  /** A named prepaid card holds at most this (单用途商业预付卡管理办法: ¥5,000). */
  readonly capFen: number;
  /** Who bears the bonus: HQ's marketing, or the shop that sold the top-up. */
  readonly bonusBy: 'hq' | 'store';
}

export interface CardPlan {
  readonly priceFen: number;
  /** 专属折扣; null: none. */
  readonly rateBp: number | null;
  /** Free deliveries a calendar month; null without limit. */
  readonly freeFreightPerMonth: number | null;
  /** Days before its end at which the holder is told. */
  readonly remindDays: number;
  readonly rights: readonly string[];
}

export interface MoneyRules {
  readonly levels: readonly Level[];
  readonly points: PointsTerms;
  readonly wallet: WalletTerms;
  readonly card: CardPlan;
}
/** `_id`s of the settings documents. */
export const RULE_KEYS = {
  levels: 'money.levels',
  points: 'money.points',
  wallet: 'money.wallet',
  card: 'money.card',
} as const satisfies Record<keyof MoneyRules, string>;

export const DEFAULT_RULES: MoneyRules = {
  levels: [
    {
      levelId: 'basic',
      name: '普通会员',
      growthMin: 0,
      rateBp: null,
      pointsBp: 10_000,
      rights: [],
    },
    {
      levelId: 'silver',
      name: '银卡会员',
      growthMin: 1_000,
      rateBp: 9_500,
      pointsBp: 10_000,
      rights: [],
    },
    {
      levelId: 'gold',
      name: '金卡会员',
      growthMin: 5_000,
      rateBp: 9_000,
      pointsBp: 10_000,
      rights: [],
    },
  ],
  points: {
    fenPerPoint: 1,
    maxBp: 5_000,
    earnBp: 10_000,
    growthBp: 10_000,
    pendingDays: 7,
    validMonths: 12,
    reviewGrowth: 5,
    shareGrowth: 2,
    reviewsADay: 3,
    sharesADay: 5,
  },
  wallet: {
    plans: [
      { planId: 'p100', payFen: 10_000, bonusFen: 1_000 },
      { planId: 'p300', payFen: 30_000, bonusFen: 4_000 },
      { planId: 'p500', payFen: 50_000, bonusFen: 8_000 },
      { planId: 'p1000', payFen: 100_000, bonusFen: 18_000 },
    ],
    minFen: 1_000,
    maxFen: 200_000,
    capFen: 500_000,
    bonusBy: 'hq',
  },
  card: {
    priceFen: 19_900,
    rateBp: 8_800,
    freeFreightPerMonth: null,
    remindDays: 7,
    rights: [],
  },
};
