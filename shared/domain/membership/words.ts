import { money } from '../money';
import type { CardPlan, Level, PointsTerms, TopUpPlan } from './rules';

/** 9500 → `9.5折`. */
export const rateText = (rateBp: number): string => `${rateBp / 1_000}折`;
/** 12000 → `1.2`. */
const times = (bp: number): string => String(bp / 10_000);

/** A level's rights in sentences: those of its figures, then HQ's own words. */
export const levelRights = (level: Level): string[] => [
  ...(level.rateBp === null ? [] : [`会员价 ${rateText(level.rateBp)}`]),
  ...(level.pointsBp > 10_000 ? [`积分 ${times(level.pointsBp)} 倍`] : []),
  ...level.rights,
];

export const cardRightsText = (plan: CardPlan): string[] => [
  plan.freeFreightPerMonth === null
    ? '配送免运费，不限次数'
    : `每月 ${plan.freeFreightPerMonth} 次配送免运费`,
  ...(plan.rateBp === null ? [] : [`专属折扣 ${rateText(plan.rateBp)}`]),
  ...plan.rights,
];

export const pointsText = (terms: PointsTerms): string =>
  [
    `每消费 1 元得 ${times(terms.earnBp)} 积分（只算实付的商品金额，运费和赠送金不算）`,
    `取货或送达满 ${terms.pendingDays} 天后生效`,
    `${Math.ceil(100 / terms.fenPerPoint)} 积分抵 ${money(Math.ceil(100 / terms.fenPerPoint) * terms.fenPerPoint)}，最多抵商品金额的 ${terms.maxBp / 100}%`,
    `有效期 ${terms.validMonths} 个月，到期月的最后一天失效`,
  ].join('；');

export const planText = ({ payFen, bonusFen }: Pick<TopUpPlan, 'payFen' | 'bonusFen'>): string =>
  bonusFen === 0 ? `充 ${money(payFen)}` : `充 ${money(payFen)} 送 ${money(bonusFen)}`;

const signed = (n: number, text: string): string => `${n > 0 ? '+' : '−'}${text}`;

/** `本金 +¥100，赠送金 +¥10`. */
export const walletParts = (principalFen: number, bonusFen: number): string =>
  [
    ...(principalFen === 0 ? [] : [`本金 ${signed(principalFen, money(Math.abs(principalFen)))}`]),
    ...(bonusFen === 0 ? [] : [`赠送金 ${signed(bonusFen, money(Math.abs(bonusFen)))}`]),
  ].join('，');

/** `可用 −20，欠 +80`. */
export const pointParts = (row: { active: number; pending: number; debt: number }): string =>
  [
    ...(row.active === 0 ? [] : [`可用 ${signed(row.active, String(Math.abs(row.active)))}`]),
    ...(row.pending === 0 ? [] : [`待生效 ${signed(row.pending, String(Math.abs(row.pending)))}`]),
    ...(row.debt === 0 ? [] : [`欠分 ${signed(row.debt, String(Math.abs(row.debt)))}`]),
  ].join('，');

const ACCOUNTS: readonly (readonly [RegExp, string])[] = [
  [/^members?:.*principal$/, '会员储值本金'],
  [/^members?:.*bonus$/, '会员赠送金'],
  [/^clearing:/, '微信支付待结算'],
  [/^refundPayable:/, '应退款'],
  [/^cash:/, '门店收银'],
  [/^revenue:/, '销售收入'],
  [/^bonusExpense:/, '赠送金费用'],
  [/^couponExpense:/, '优惠券费用'],
  [/^promotionExpense:/, '活动费用'],
  [/^pointsExpense:/, '积分抵扣费用'],
  [/^exchangeCost:/, '跨店换货成本'],
  [/^giftExpense:/, '赠品费用'],
  [/^freightExpense:/, '免运费费用'],
  [/^interStore:/, '内部往来'],
  [/^fee:blackgold$/, '黑金卡收入'],
  [/^settlement:/, '结算应付'],
  [/^bank:/, '银行结算'],
];
/** What an account is called; the account itself where nobody has named it. */
export const accountName = (account: string): string =>
  ACCOUNTS.find(([pattern]) => pattern.test(account))?.[1] ?? account;
