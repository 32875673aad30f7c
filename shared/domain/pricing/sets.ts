import { sum } from '../money';
import type { Claim } from './claim';
import { couponOrder } from './couponClaims';

/** Claims that may be used together, in the order in which they are taken. */
export interface ClaimSet {
  readonly claims: readonly Claim[];
  /** They never take more than this. */
  readonly mostFen: number;
  readonly giftFen: number;
}

const setOf = (claims: readonly Claim[]): ClaimSet => ({
  claims,
  mostFen: sum(claims.map((claim) => claim.mostFen)),
  giftFen: sum(claims.map((claim) => claim.giftFen)),
});

/** Every choice of at most one claim a group, the most generous first; ties in canonical order. */
function choose(
  groups: readonly (readonly Claim[])[],
  together: (a: Claim, b: Claim) => boolean,
  order: (a: Claim, b: Claim) => number,
): ClaimSet[] {
  const sets = groups.reduce<Claim[][]>(
    (sofar, group) =>
      sofar.flatMap((set) => [
        set,
        ...group
          .filter((claim) => set.every((other) => together(other, claim)))
          .map((claim) => [...set, claim]),
      ]),
    [[]],
  );
  return sets.map((set) => setOf(set.sort(order))).sort((a, b) => b.mostFen - a.mostFen);
}

function grouped(claims: readonly Claim[], groupOf: (claim: Claim) => string): Claim[][] {
  const groups = new Map<string, Claim[]>();
  for (const claim of claims)
    groups.set(groupOf(claim), [...(groups.get(groupOf(claim)) ?? []), claim]);
  return [...groups.keys()].sort().map((name) => groups.get(name) ?? []);
}

const excludes = (a: Claim, b: Claim): boolean => a.order?.exclusiveWith.includes(b.named) ?? false;

/** Neither names the other as one it cannot join. */
const compatible = (a: Claim, b: Claim): boolean => !excludes(a, b) && !excludes(b, a);

/** May this rule of step 3 and this coupon be used in one order? */
export function mayJoin(rule: Claim, coupon: Claim): boolean {
  if (!compatible(rule, coupon)) return false;
  if (coupon.freight) return true;
  const reduces = rule.order?.type === 'fullOff' || rule.order?.type === 'fullRate';
  return (
    (rule.order?.stack.coupon ?? true) && (!reduces || (coupon.coupon?.withOrderRules ?? true))
  );
}

/** The same for any two claims. */
export function mayBeTogether(a: Claim, b: Claim): boolean {
  if (a.order && b.coupon) return mayJoin(a, b);
  if (a.coupon && b.order) return mayJoin(b, a);
  return compatible(a, b);
}

export const byTurn = (a: Claim, b: Claim): number =>
  (b.order?.priority ?? 0) - (a.order?.priority ?? 0) || (a.id < b.id ? -1 : 1);

export function orderSets(claims: readonly Claim[]): ClaimSet[] {
  const groups = grouped(claims.toSorted(byTurn), (claim) => claim.order?.group ?? '');
  return choose(groups, compatible, byTurn);
}

/**
 * Of coupons that do the same only the one that ends first is looked at.
 *
 * @param apart ids that some rule excludes by name: such coupons differ from others of the same terms
 */
export function couponSets(claims: readonly Claim[], apart: ReadonlySet<string>): ClaimSet[] {
  const first = new Map<string, string>();
  const distinct = claims.toSorted(bySoonest).filter((claim) => {
    const terms = effectOf(claim, apart);
    if (!first.has(terms)) first.set(terms, claim.id);
    return first.get(terms) === claim.id;
  });
  const groups = grouped(distinct, ({ coupon }) => coupon?.stackGroup ?? '');
  return choose(groups, () => true, takenOrder);
}

/** What a coupon does to this cart: its terms, and a threshold only where it may be missed. */
function effectOf(claim: Claim, apart: ReadonlySet<string>): string {
  const { id, named, coupon, counted, needFen, loFen } = claim;
  if (!coupon || apart.has(named)) return id;
  const { kind, faceFen, rateBp, capFen, exchange, stackGroup, withOrderRules, belowFloor } =
    coupon;
  const terms =
    kind === 'amount' || kind === 'freight'
      ? [faceFen]
      : kind === 'percent'
        ? [rateBp, capFen]
        : [exchange];
  const need = needFen <= loFen ? 0 : needFen;
  // Coupons with and without threshold are taken one after the other.
  const turn = coupon.thresholdFen === 0;
  const tables = [counted, need > 0 ? claim.judged : []].map((table) =>
    table.map((arcs) => arcs.map(Number).join('')).join(),
  );
  return JSON.stringify([kind, terms, stackGroup, withOrderRules, belowFloor, need, turn, tables]);
}

const bySoonest = (a: Claim, b: Claim): number =>
  (a.coupon?.scope.until ?? 0) - (b.coupon?.scope.until ?? 0) || (a.id < b.id ? -1 : 1);

const takenOrder = (a: Claim, b: Claim): number =>
  a.coupon && b.coupon ? couponOrder(a.coupon, b.coupon) : 0;
