import { money, percent } from '../money';
import type { Model } from './compile';
import { countedOn, countsForCoupon, countsForRule } from './counts';
import type { CouponOffer, OrderPromotion } from './promotion';
import { rateText } from './rateText';
import type { Hint } from './result';
import type { Bill } from './settle';
import { betterLevel, levelsOf, reaches, type Level } from './tiers';
import { whyNotThisCoupon } from './whyNotThisCoupon';

/** 凑单: what a little more would win, the nearest first. Rules the bill leaves aside for others are not offered. */
export function hintsOf(model: Model, bill: Bill): Hint[] {
  const { world, arcs } = model;
  const hints: Hint[] = [];
  for (const rule of model.orderRules) {
    if (rivalTaken(rule, bill)) continue;
    if (rule.type === 'freeFreight' && bill.freight.fen === 0) continue;
    const have = countedOn(arcs, bill.path, countsForRule(rule));
    const hint = have.qty > 0 ? nextOf(rule, have, bill) : null;
    if (hint) hints.push(hint);
  }
  for (const coupon of world.coupons) {
    const hint = couponHint(coupon, model, bill);
    if (hint) hints.push(hint);
  }
  const { freeFromFen, judgedOn } = world.freight;
  const judged = judgedOn === 'goods' ? bill.orderFen : bill.couponedFen;
  if (bill.freight.fen > 0 && freeFromFen !== null && judged < freeFromFen)
    hints.push(hintOf('freight', freeFromFen - judged, 0, bill.freight.fen, '免配送费'));
  return hints.sort(
    (a, b) => a.moreFen - b.moreFen || a.moreQty - b.moreQty || (a.ruleId < b.ruleId ? -1 : 1),
  );
}

function hintOf(
  ruleId: string,
  moreFen: number,
  moreQty: number,
  saveFen: number,
  win: string,
): Hint {
  const more = moreFen > 0 ? money(moreFen) : `${moreQty}件`;
  return { ruleId, moreFen, moreQty, saveFen, text: `再买${more}${win}` };
}

/** Another rule of its group is in force: this one could only come instead of it. */
const rivalTaken = (rule: OrderPromotion, { taken }: Bill): boolean =>
  taken.some(
    ({ claim }) => claim.order && claim.order.id !== rule.id && claim.order.group === rule.group,
  );

/** The nearest level above the one reached. */
function nextOf(rule: OrderPromotion, have: { fen: number; qty: number }, bill: Bill): Hint | null {
  // Far enough for every tier once more.
  const tiers = rule.type === 'freeFreight' ? [rule.from] : rule.tiers;
  const farFen = have.fen + Math.max(...tiers.map(({ fromFen }) => fromFen)) + 1;
  const farQty = have.qty + Math.max(...tiers.map(({ fromQty }) => fromQty)) + 1;
  const levels = levelsOf(rule, farFen, farQty);
  const now = levels.filter((level) => reaches(level, have.fen, have.qty)).sort(betterLevel)[0];
  const [next] = levels
    .filter((level) => !reaches(level, have.fen, have.qty) && (!now || betterLevel(level, now) < 0))
    .sort((a, b) => a.needFen - b.needFen || a.needQty - b.needQty);
  if (!next) return null;
  const moreFen = Math.max(0, next.needFen - have.fen);
  const moreQty = Math.max(0, next.needQty - have.qty);
  const takenFen = bill.taken.find(({ claim }) => claim.id === rule.id)?.fen ?? 0;
  const saveFen = Math.max(
    0,
    savedAt(rule, next, Math.max(have.fen, next.needFen), bill) - takenFen,
  );
  return hintOf(rule.id, moreFen, moreQty, saveFen, winText(rule, next));
}

function savedAt(rule: OrderPromotion, level: Level, fen: number, { freight }: Bill): number {
  if (rule.type === 'freeFreight') return freight.fen;
  if (level.rateBp === null) return level.offFen;
  const off = fen - percent(fen, level.rateBp);
  return rule.type === 'fullRate' ? Math.min(off, rule.capFen ?? off) : off;
}

function winText(rule: OrderPromotion, { offFen, rateBp, gifts }: Level): string {
  if (rule.type === 'freeFreight') return '包邮';
  if (rateBp !== null) return `享${rateText(rateBp)}`;
  return offFen > 0 ? `可减${money(offFen)}` : `送${gifts.map(({ title }) => title).join('、')}`;
}

/** A coupon whose threshold is not reached, in a group from which none is used. */
function couponHint(coupon: CouponOffer, { arcs, world, choices }: Model, bill: Bill): Hint | null {
  if (whyNotThisCoupon(coupon, world) || choices.coupons !== 'best') return null;
  if (bill.taken.some(({ claim }) => claim.coupon?.stackGroup === coupon.stackGroup)) return null;
  const { fen, qty } = countedOn(arcs, bill.path, countsForCoupon(coupon));
  if (qty === 0 || fen >= coupon.thresholdFen) return null;
  const saveFen = coupon.kind === 'amount' ? coupon.faceFen : 0;
  return hintOf(coupon.couponId, coupon.thresholdFen - fen, 0, saveFen, `可用「${coupon.name}」`);
}
