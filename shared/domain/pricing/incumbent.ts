import type { Claim } from './claim';
import type { Bill } from './settle';

/**
 * Nodes and rounds of a whole search, times lines: what a node costs grows with them. Carts of shops need some
 * hundred nodes; where rules contend so much that the budget is not enough, the best bill found is taken
 * without proof, so that no cart can hold up a till.
 */
const MOST_WORK = 240_000;

/** The best bill so far, and what finding it took. */
export class Incumbent {
  readonly #mostNodes: number;
  bill: Bill | null = null;
  #rank: readonly number[] = [];
  evaluations = 0;
  nodes = 0;
  /** False once a budget cut the search short, or ways were taken for equal that may differ by a fen or so. */
  exact = true;

  constructor(lines: number) {
    this.#mostNodes = MOST_WORK / Math.max(1, lines);
  }

  /** The budget is used up: what is not proven now stays unproven. */
  spent(): boolean {
    if (this.nodes <= this.#mostNodes) return false;
    this.exact = false;
    return true;
  }

  /** Twice the budget: not even single bills are looked at any more. */
  overspent(): boolean {
    return this.nodes > 2 * this.#mostNodes && this.spent();
  }

  get totalFen(): number {
    return this.bill?.totalFen ?? Infinity;
  }

  offer(bill: Bill | null, turn: number): void {
    this.evaluations += 1;
    if (!bill) return;
    const rank = rankOf(bill, turn);
    if (this.bill && compare(rank, this.#rank) >= 0) return;
    this.bill = bill;
    this.#rank = rank;
  }

  /** Whether bills of at least this total, at best of this standing, could be better. */
  beatenBy(leastFen: number, standing: readonly number[]): boolean {
    if (!this.bill) return true;
    const least = Math.max(0, Math.ceil(leastFen - 1e-6));
    if (least !== this.bill.totalFen) return least < this.bill.totalFen;
    return compare([least, ...standing], this.#rank) < 0;
  }
}

/** Less to pay, then: no free delivery of the card spent, dearer gifts, fewer coupons and rules, the ones that end first. */
function rankOf({ totalFen, freight, giftFen, taken }: Bill, turn: number): number[] {
  const [, , ...rest] = standingOf(
    taken.map(({ claim }) => claim),
    giftFen,
    turn,
  );
  return [totalFen, freight.by === 'card' ? 1 : 0, -giftFen, ...rest];
}

/** The best rank, total apart, that bills of these claims can have. */
export function standingOf(claims: readonly Claim[], giftFen: number, turn: number): number[] {
  const coupons = claims.flatMap(({ coupon }) => coupon ?? []);
  const lastEnd = Math.max(0, ...coupons.map(({ scope }) => scope.until));
  return [0, -giftFen, coupons.length, claims.length - coupons.length, lastEnd, turn];
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i += 1) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
