import { amountUnder, floorOf, rateOn, type ItemRule } from './itemRules';
import type { CartLine } from './types';

/**
 * One way to price a line in step 2. Mixed 第N件 rules count pieces over lines, so amounts depend on what
 * was counted before: the state, one digit a mixed rule. Without such rules there is one state.
 */
export interface Arc {
  /** None, one, or two that may share a line. */
  readonly rules: readonly ItemRule[];
  /** Line amount by state. */
  readonly amounts: readonly number[];
  /** State after the line, by state. */
  readonly next: readonly number[];
  /** What each rule takes off, and of how many pieces, by state. */
  readonly cuts: readonly (readonly { readonly fen: number; readonly qty: number }[])[];
  /** Counts for order rules, for coupons. */
  readonly forOrder: boolean;
  readonly forCoupon: boolean;
}

export interface ArcLine {
  readonly line: CartLine;
  /** Position in the cart as given. */
  readonly at: number;
  readonly floorFen: number;
  readonly arcs: readonly Arc[];
  /** The least it can cost. */
  readonly leastFen: number;
}

export interface Arcs {
  /** Dearest piece first, so that every n-th counted piece is the cheapest of its n. */
  readonly lines: readonly ArcLine[];
  readonly states: number;
}

const KINDS = ['special', 'timed', 'nth', 'card', 'level'];
const byRank = (a: ItemRule, b: ItemRule): number =>
  b.priority - a.priority ||
  KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
  (a.id < b.id ? -1 : 1);

/** All ways to price every line with the live rules. */
export function arcsOf(cart: readonly CartLine[], live: readonly ItemRule[]): Arcs {
  const rules = live.toSorted(byRank);
  const mixed = rules.filter((rule) => rule.mixedNth > 1 && cart.some((line) => rule.covers(line)));
  const states = mixed.reduce((n, rule) => n * rule.mixedNth, 1);
  const lines = cart
    .map((line, at) => ({ line, at }))
    .sort((a, b) => b.line.priceFen - a.line.priceFen || (a.line.skuId < b.line.skuId ? -1 : 1))
    .map(({ line, at }) => {
      const arcs = arcsOfLine(line, rules, mixed, states);
      const leastFen = Math.min(...arcs.flatMap(({ amounts }) => amounts));
      return { line, at, floorFen: line.floorPriceFen * line.qty, arcs, leastFen };
    });
  return { lines, states };
}

function arcsOfLine(
  line: CartLine,
  rules: readonly ItemRule[],
  mixed: readonly ItemRule[],
  states: number,
): Arc[] {
  const covering = rules.filter((rule) => rule.covers(line));
  const sets = [
    [],
    ...covering.map((rule) => [rule]),
    ...covering.flatMap((a, i) => covering.slice(i + 1).flatMap((b) => pairOf(a, b))),
  ];
  const kept = new Map<string, Arc>();
  for (const set of sets) {
    const arc = arcOf(line, set, mixed, states);
    if (!arc) continue;
    const key = JSON.stringify([arc.amounts, arc.next, arc.forOrder, arc.forCoupon]);
    // Of ways that come to the same, the first: fewer rules, higher rank.
    if (!kept.has(key)) kept.set(key, arc);
  }
  return [...kept.values()];
}

/** Two rules share a line where both allow it and one prices whole lines: that one goes last. */
function pairOf(a: ItemRule, b: ItemRule): ItemRule[][] {
  if (!a.stack.item || !b.stack.item) return [];
  if (b.wholeRateBp !== null) return [[a, b]];
  return a.wholeRateBp === null ? [] : [[b, a]];
}

function arcOf(
  line: CartLine,
  rules: readonly ItemRule[],
  mixed: readonly ItemRule[],
  states: number,
): Arc | null {
  const [first, second] = rules;
  const base = line.qty * line.priceFen;
  const all = Array.from({ length: states }, (_, state) => {
    if (!first) return { fen: base, next: state, cuts: [] };
    const one =
      first.mixedNth > 1 ? mixedStep(line, first, mixed, state) : plainStep(line, first, state);
    if (!one) return null;
    const cuts = [{ fen: base - one.fen, qty: one.qty }];
    if (!second || second.wholeRateBp === null) return { ...one, cuts };
    const fen = rateOn(line, one.fen, line.qty, second.wholeRateBp);
    return { fen, next: one.next, cuts: [...cuts, { fen: one.fen - fen, qty: line.qty }] };
  });
  const steps = all.filter((step) => step !== null);
  if (steps.length < states) return null;
  // A rule that takes nothing is no way of its own; a mixed one may count pieces for a later line.
  const counts = rules.some((rule) => rule.mixedNth > 1);
  const idle = rules.some((_, i) => steps.every(({ cuts }) => cuts[i]?.fen === 0));
  if (idle && !counts) return null;
  if (steps.some(({ fen }) => fen > base)) return null;
  return {
    rules,
    amounts: steps.map(({ fen }) => fen),
    next: steps.map(({ next }) => next),
    cuts: steps.map(({ cuts }) => cuts),
    forOrder: rules.every(({ stack }) => stack.order),
    forCoupon: rules.every(({ stack }) => stack.coupon),
  };
}

function plainStep(line: CartLine, rule: ItemRule, state: number) {
  const under = amountUnder(rule, line);
  return under && { fen: under.fen, qty: under.qty, next: state };
}

function mixedStep(line: CartLine, rule: ItemRule, mixed: readonly ItemRule[], state: number) {
  let stride = 1;
  for (const other of mixed) {
    if (other === rule) break;
    stride *= other.mixedNth;
  }
  const nth = rule.mixedNth;
  const before = Math.floor(state / stride) % nth;
  const pieces = Math.floor((before + line.qty) / nth);
  const unitFen = Math.max(rule.offer(line)?.unitFen ?? line.priceFen, floorOf(line));
  const after = (before + line.qty) % nth;
  return {
    fen: line.qty * line.priceFen - pieces * (line.priceFen - unitFen),
    qty: pieces,
    next: state + (after - before) * stride,
  };
}
