import type { Arcs } from './arcs';
import type { Model } from './compile';
import { Incumbent } from './incumbent';
import { settle, type Path } from './settle';
import { mayJoin } from './sets';

/** The definition of the best bill: every way, every set, no bound. Sees the same bills as the search. */
export function exhaustive({ arcs, rules, coupons, world }: Model): Incumbent {
  const best = new Incumbent(arcs.lines.length);
  const paths = [...pathsOf(arcs)];
  rules.forEach((rule, r) =>
    coupons.forEach((coupon, c) => {
      if (!rule.claims.every((a) => coupon.claims.every((b) => mayJoin(a, b)))) return;
      const claims = [...rule.claims, ...coupon.claims];
      for (const path of paths)
        best.offer(settle(arcs.lines, path, claims, world), r * coupons.length + c);
    }),
  );
  return best;
}

function* pathsOf({ lines }: Arcs, i = 0, s = 0): Generator<Path> {
  const line = lines[i];
  if (!line) {
    yield { arcs: [], amounts: [] };
    return;
  }
  for (const [k, arc] of line.arcs.entries())
    for (const rest of pathsOf({ lines, states: 0 }, i + 1, arc.next[s] ?? 0))
      yield { arcs: [k, ...rest.arcs], amounts: [arc.amounts[s] ?? 0, ...rest.amounts] };
}
