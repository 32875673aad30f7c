import type { ArcLine } from './arcs';
import type { Claim } from './claim';
import { apartOrSame, covers } from './pairs';
import { lessOf, total } from './share';
import { take } from './take';

/**
 * A second limit of what a set of claims can leave, from its effect on the cheapest cart. In numbers without
 * rounding no claim makes the whole cheaper when a line gets dearer (a reduction given in full takes the
 * same, a rate keeps a part), so: goods ≥ goods at the cheapest amounts − rounding + Σ slope × what is dearer.
 * A line not decided yet counts wherever one of its ways does, which can only lower that.
 */
export interface Anchor {
  readonly goodsFen: number;
  /** Of every fen that a line costs more than its cheapest at least this part is to pay, by line … */
  readonly slopes: readonly number[];
  /** … and for any line. */
  readonly slope: number;
  /** Slopes less so much, for rounding. */
  readonly looseFen: number;
}

/**
 * @param amounts real amounts of the first `decided` lines, cheapest ones of the others
 * @param ways how the decided lines are priced
 */
export function anchorOf(
  lines: readonly ArcLine[],
  amounts: readonly number[],
  claims: readonly Claim[],
  ways: readonly number[],
  decided: number,
): Anchor {
  let rest: readonly number[] = amounts;
  let [slope, looseFen, roundFen] = [1, 0, 0];
  // Of one more fen on a line: what stays on it, and what is passed to lines it shares a claim with.
  const own = amounts.map(() => 1);
  const passed = amounts.map(() => 0);
  const steps: Step[] = [];
  claims.forEach((claim, turn) => {
    if (claim.freight) return;
    const touched = touchedBy(claim, ways, decided);
    const taken = take(lines, rest, touched, claim, claim.aim);
    const limited = taken.fen < taken.promisedFen;
    const rate = limited ? 0 : (claim.exact ?? 1);
    for (let i = 0; i < own.length; i += 1) {
      const had = own[i] ?? 0;
      const keep =
        touched[i] === true ? Math.min(rate, keptOf(lines, rest, taken.parts, claim, i)) : 1;
      own[i] = had * keep;
      passed[i] = (passed[i] ?? 0) * rate + (touched[i] === true ? had * (rate - keep) : 0);
    }
    rest = lessOf(rest, taken.parts);
    looseFen += 2 * claim.roundFen;
    slope *= rate;
    if (claim.exact !== null || limited)
      roundFen += jitterOf(claim, limited, claims.slice(0, turn), lines.length);
    steps.push({ claim, left: rate, limited, drawnFen: drawnBy(claim, taken.parts, decided) });
  });
  roundFen += shifted(steps);
  const slopes = own.map((part, i) => Math.max(slope, part + (passed[i] ?? 0)));
  return { goodsFen: total(rest) - roundFen, slopes, slope, looseFen };
}

/** Lines a claim counts: the decided ones as they are priced, the others if any way does. */
function touchedBy(
  { touched, counted }: Claim,
  ways: readonly number[],
  decided: number,
): readonly boolean[] {
  if (decided === 0) return touched;
  const counts = [...touched];
  for (let i = 0; i < decided; i += 1) counts[i] = counted[i]?.[ways[i] ?? 0] === true;
  return counts;
}

/** The part of one more fen that the claim leaves on its line: none where a floor holds it. */
function keptOf(
  lines: readonly ArcLine[],
  rest: readonly number[],
  parts: readonly number[],
  { belowFloor }: Claim,
  i: number,
): number {
  const [fen, part] = [rest[i] ?? 0, parts[i] ?? 0];
  if (fen === 0) return 0;
  if (!belowFloor && fen - part <= (lines[i]?.floorFen ?? 0)) return 0;
  return 1 - part / fen;
}

/**
 * Claims that overlap in part see what earlier ones left, split to the fen: a later rate may find up to a fen
 * a line more or less than the same cart would leave it without rounding. A claim that takes all the room
 * above the floors feels the fen of every line.
 */
function jitterOf(
  claim: Claim,
  limited: boolean,
  earlier: readonly Claim[],
  lines: number,
): number {
  const partly = earlier.filter(
    (one) => !one.freight && (limited || (!apartOrSame(claim, one) && !covers(claim, one))),
  ).length;
  const part = limited ? 1 : 1 - (claim.exact ?? 0);
  return partly === 0 ? 0 : 1 + claim.roundFen + part * lines * partly;
}

/** What a claim did at the anchor. */
interface Step {
  readonly claim: Claim;
  /** The part of one more fen that it leaves. */
  readonly left: number;
  readonly limited: boolean;
  readonly drawnFen: number;
}

/** What open lines draw of an amount and may not count for in the end. */
function drawnBy(claim: Claim, parts: readonly number[], decided: number): number {
  if (claim.exact !== null && !claim.capped && claim.belowFloor) return 0;
  let drawn = 0;
  for (let i = decided; i < parts.length; i += 1)
    if (claim.uneven[i] === true) drawn += parts[i] ?? 0;
  return drawn;
}

/** It goes to other lines then, and may be lost to later claims that count those more than these. */
function shifted(steps: readonly Step[]): number {
  return steps.reduce((fen, { drawnFen, claim }, at) => {
    if (drawnFen === 0) return fen;
    let kept = 1;
    const between: Claim[] = [claim];
    for (const one of steps.slice(at + 1)) {
      // What counts all that the amount can be passed on to takes its part wherever it falls.
      const everywhere =
        (!one.limited || one.claim.belowFloor) &&
        between.every((other) => covers(one.claim, other));
      if (!everywhere) kept *= one.left;
      between.push(one.claim);
    }
    return fen + drawnFen * (1 - kept);
  }, 0);
}

/** The limit where the slopes of what is dearer add up to so much. */
export const leastAt = ({ goodsFen, looseFen }: Anchor, slopedFen: number): number =>
  goodsFen + Math.max(0, slopedFen - looseFen);
