import { anchorOf } from './anchor';
import type { Arcs } from './arcs';
import { anchorLimits, floorless, leastTotalOf, sureOff } from './bounds';
import { LimitBook } from './limits';
import { mostAfter, pathOf } from './chain';
import { Incumbent, standingOf } from './incumbent';
import { tidyClaims } from './pairs';
import { mayJoin, type ClaimSet } from './sets';
import { settle, type Path } from './settle';
import type { PriceWorld } from './types';
import { walk } from './walk';
import { needsOf, tightest } from './worth';

/** Sets tried on the cheapest way first, so that most others need no look. */
const FIRST = 48;

/**
 * The best legal bill. Sets of claims are looked at in the order of what they could take; within a set the
 * cheapest way to price the lines is the bill unless it misses a threshold (a special can lower an amount
 * under it) or lines count differently: then ways are searched, cut by a relaxation with priced thresholds.
 */
export function search(
  arcs: Arcs,
  rules: readonly ClaimSet[],
  coupons: readonly ClaimSet[],
  world: PriceWorld,
): Incumbent {
  const best = new Incumbent(arcs.lines.length);
  const book = new LimitBook(arcs);
  const plain = book.of([]);
  const cheapest = pathOf(arcs, plain.prices, plain.tail);
  const most = mostAfter(arcs, () => true)[0] ?? 0;
  const least = arcs.lines.map(({ leastFen }) => leastFen);
  const combos = worthALook(arcs, cheapest, rules, coupons, world, best);
  for (const { claims, leastFen, giftFen, turn } of combos) {
    if (best.bill && leastFen > best.totalFen) break;
    const standing = standingOf(claims, giftFen, turn);
    if (!best.beatenBy(leastFen, standing)) continue;
    const judgedLessFen = sureOff(arcs, claims, world);
    const judgedFen = most - judgedLessFen;
    const leastTotal = leastTotalOf(world, claims);
    const better = (goodsFen: number): boolean =>
      best.beatenBy(leastTotal(goodsFen, judgedFen), standing);
    best.nodes += 1;
    if (best.overspent()) break;
    const limits = book.of(claims);
    const limitFen = (limits.tail[0] ?? 0) - limits.offFen;
    if (!better(limitFen)) continue;
    const anchor = anchorOf(arcs.lines, least, claims, [], 0);
    if (!better(anchor.goodsFen)) continue;
    const path =
      limits.prices === plain.prices ? cheapest : pathOf(arcs, limits.prices, limits.tail);
    best.offer(settle(arcs.lines, path, claims, world), turn);
    if (!better(Math.max(anchor.goodsFen, limitFen))) continue;
    if (best.spent()) continue;
    const needs = needsOf(claims);
    const sums = tidyClaims(claims) && floorless(arcs, claims);
    const task = {
      arcs,
      world,
      claims,
      needs,
      leastTotal,
      judgedFen,
      judgedLessFen,
      standing,
      turn,
      sums,
      anchor,
    };
    const found = tightest(
      task,
      [limits, ...book.blends(claims), anchorLimits(arcs, anchor)],
      best,
    );
    if (found) walk({ ...task, ...found }, best);
  }
  return best;
}

interface Combo extends ClaimSet {
  /** Nothing in it costs less. */
  readonly leastFen: number;
  /** Place in the canonical order: settles ties. */
  readonly turn: number;
}

/** Legal sets that may hold the best bill, the most promising first. */
function worthALook(
  arcs: Arcs,
  cheapest: Path,
  rules: readonly ClaimSet[],
  coupons: readonly ClaimSet[],
  world: PriceWorld,
  best: Incumbent,
): Combo[] {
  const itemFen = cheapest.amounts.reduce((a, b) => a + b, 0);
  const most = mostAfter(arcs, () => true)[0] ?? 0;
  const turnOf = (r: number, c: number) => r * coupons.length + c;
  const tried = (r: number, c: number): void => {
    const [rule, coupon] = [rules[r], coupons[c]];
    if (!rule || !coupon || !legal(rule, coupon)) return;
    best.offer(
      settle(arcs.lines, cheapest, [...rule.claims, ...coupon.claims], world),
      turnOf(r, c),
    );
  };
  const [noRule, noCoupon] = [rules, coupons].map((sets) =>
    sets.findIndex(({ claims }) => claims.length === 0),
  );
  tried(noRule ?? 0, noCoupon ?? 0);
  for (let r = 0; r < Math.min(FIRST, rules.length); r += 1) tried(r, noCoupon ?? 0);
  const used = best.bill?.taken.map(({ claim }) => claim) ?? [];
  const rule = rules.findIndex(
    ({ claims }) => claims.length === used.length && used.every((claim) => claims.includes(claim)),
  );
  for (let c = 0; c < Math.min(FIRST, coupons.length); c += 1) tried(rule, c);

  const found: Combo[] = [];
  rules.forEach((rule, r) => {
    for (let c = 0; c < coupons.length; c += 1) {
      const coupon = coupons[c];
      if (!coupon) break;
      const mostFen = rule.mostFen + coupon.mostFen;
      const goodsFen = Math.max(0, itemFen - mostFen);
      // Coupons come the most generous first.
      if (goodsFen > best.totalFen) break;
      if (!legal(rule, coupon)) continue;
      const claims = [...rule.claims, ...coupon.claims];
      const leastFen = leastTotalOf(world, claims)(goodsFen, most);
      if (leastFen > best.totalFen) continue;
      found.push({ claims, mostFen, giftFen: rule.giftFen, leastFen, turn: turnOf(r, c) });
    }
  });
  return found.sort((a, b) => a.leastFen - b.leastFen || a.turn - b.turn);
}

const legal = (rules: ClaimSet, coupons: ClaimSet): boolean =>
  rules.claims.every((rule) => coupons.claims.every((coupon) => mayJoin(rule, coupon)));
