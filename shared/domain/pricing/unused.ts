import { money } from '../money';
import type { Claim } from './claim';
import type { Model } from './compile';
import { countedOn, countsForCoupon } from './counts';
import { cutsOf } from './cuts';
import { judgedOf, type Bill } from './settle';
import { mayBeTogether } from './sets';
import type { Hint, Unused, WhyCode } from './result';

const SAID: Record<WhyCode, string> = {
  NOT_STARTED: '还没有开始',
  ENDED: '已经结束',
  NOT_NOW: '现在不在活动时段',
  NOT_THIS_STORE: '不适用于本店',
  NOT_THIS_LEVEL: '仅限指定会员',
  NO_GOODS: '购物车里没有适用的商品',
  BELOW_THRESHOLD: '还没有达到条件',
  BUDGET_GONE: '活动名额已用完',
  SOLD_OUT: '活动数量已抢完',
  GIFT_GONE: '赠品已送完',
  NO_SAVING: '这次用不上',
  FLOOR: '商品已是最低价',
  EXCLUDED: '不能与已用的优惠同时使用',
  WORSE: '现在的组合更优惠',
  SAME_GROUP: '同类优惠只能用一个，已选更优惠的',
  NOT_CHOSEN: '你没有选用',
  STATUS: '这张券已用过或正被占用',
  CHANNEL: '这张券不能在这里使用',
};

/** Every rule and coupon that gave nothing, and why. */
export function unusedOf(model: Model, bill: Bill, hints: readonly Hint[]): Unused[] {
  const cuts = cutsOf(model.arcs, bill.path).flat();
  const said = (ruleId: string, label: string, code: WhyCode, why = SAID[code]): Unused => ({
    ruleId,
    couponId: null,
    label,
    code,
    why,
  });
  const { barred } = model;
  const hinted = (id: string, why: WhyCode): string =>
    (why === 'BELOW_THRESHOLD' && hints.find(({ ruleId }) => ruleId === id)?.text) || SAID[why];
  const items = model.items.filter((rule) => !cuts.some((cut) => cut.rule === rule));
  const open = new Map(model.claims.map((claim) => [claim.id, claim]));
  for (const { claim } of bill.taken) open.delete(claim.id);
  return [
    // Without a special in the cart nobody asks for one.
    ...barred.items
      .filter(({ of }) => of.kind !== 'special')
      .map(({ of, why }) => said(of.id, of.label, why)),
    ...items.map((rule) => said(rule.id, rule.label, 'WORSE', '商品已有更优惠的价格')),
    ...barred.rules.map(({ of, why }) => said(of.id, of.name, why, hinted(of.id, why))),
    ...barred.coupons.map(({ of, why }) => {
      const short = of.thresholdFen - countedOn(model.arcs, bill.path, countsForCoupon(of)).fen;
      const text = why === 'BELOW_THRESHOLD' && short > 0 ? `还差${money(short)}可用` : SAID[why];
      return { ...said(of.templateId, of.name, why, text), couponId: of.couponId };
    }),
    ...[...open.values()].map((claim) => whyNot(claim, model, bill)),
  ];
}

/** Why a claim that could be used was not. */
function whyNot(claim: Claim, { arcs }: Model, { path, taken }: Bill): Unused {
  const label = claim.order?.name ?? claim.coupon?.name ?? '';
  const base = { ruleId: claim.named, couponId: claim.coupon?.couponId ?? null, label };
  const { fen, qty } = judgedOf(arcs.lines, claim.judged, path);
  const others = taken.map((one) => one.claim);
  const groupOf = (one: Claim) => one.order?.group ?? `coupon:${one.coupon?.stackGroup ?? ''}`;
  const code: WhyCode =
    fen < claim.needFen || qty < claim.needQty
      ? 'BELOW_THRESHOLD'
      : others.some(
            (one) => Boolean(one.order) === Boolean(claim.order) && groupOf(one) === groupOf(claim),
          )
        ? 'SAME_GROUP'
        : others.some((one) => !mayBeTogether(one, claim))
          ? 'EXCLUDED'
          : 'WORSE';
  const why =
    code !== 'BELOW_THRESHOLD'
      ? SAID[code]
      : fen < claim.needFen
        ? `还差${money(claim.needFen - fen)}`
        : `还差${claim.needQty - qty}件`;
  return { ...base, code, why };
}
