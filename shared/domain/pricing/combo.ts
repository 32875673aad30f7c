import type { Arcs } from './arcs';
import type { Claim } from './claims';

/** Every two claims count the same lines or none in common: then only sums matter, not how they were split. */
export function tidyClaims({ lines }: Arcs, claims: readonly Claim[]): boolean {
  const goods = claims.filter(({ freight }) => !freight);
  return goods.every((a, i) =>
    goods.slice(i + 1).every((b) => {
      let [same, shared] = [true, false];
      lines.forEach(({ arcs }, l) =>
        arcs.forEach((_, k) => {
          const [x, y] = [a.counted[l]?.[k] === true, b.counted[l]?.[k] === true];
          same &&= x === y;
          shared ||= x && y;
        }),
      );
      return same || !shared;
    }),
  );
}

/** No floor can hold a claim back, so equal sums are equal bills. */
export const floorless = ({ lines }: Arcs, claims: readonly Claim[]): boolean =>
  lines.every(({ floorFen }) => floorFen === 0) ||
  claims.every(({ belowFloor, freight }) => belowFloor || freight);
