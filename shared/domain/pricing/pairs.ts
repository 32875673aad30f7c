import type { Claim } from './claim';

/** Relations of two claims are asked for in every set that holds both: each is worked out once. */
type Relation = (a: Claim, b: Claim) => boolean;

function remembered(work: Relation): Relation {
  const known = new WeakMap<Claim, WeakMap<Claim, boolean>>();
  return (a, b) => {
    let of = known.get(a);
    if (!of) known.set(a, (of = new WeakMap()));
    let answer = of.get(b);
    if (answer === undefined) of.set(b, (answer = work(a, b)));
    return answer;
  };
}

/** The first counts every line that the second may take from, however it is priced. */
export const covers = remembered((a, b) =>
  b.touched.every((yes, i) => !yes || (a.counted[i]?.every(Boolean) ?? false)),
);

/** They count the same lines, or none in common. */
export const apartOrSame = remembered((a, b) => {
  let [same, shared] = [true, false];
  a.counted.forEach((arcs, i) =>
    arcs.forEach((x, k) => {
      const y = b.counted[i]?.[k] === true;
      same &&= x === y;
      shared ||= x && y;
    }),
  );
  return same || !shared;
});

/** Every two of them do: then only sums matter, not how they were split. */
export function tidyClaims(claims: readonly Claim[]): boolean {
  const goods = claims.filter(({ freight }) => !freight);
  return goods.every((a, i) => goods.slice(i + 1).every((b) => apartOrSame(a, b)));
}
