import type { Guess } from './effects';

/** A product as a shop's shelf planner sees it. */
export interface Candidate {
  readonly skuId: string;
  readonly title: string;
  readonly categoryId: string;
  /** Gross margin of a piece in this shop. */
  readonly marginFen: number;
  readonly listed: boolean;
  /** Listed: pieces a week it sells here; else what shops like this one let expect. */
  readonly own: { readonly perWeek: number; readonly weeks: number } | null;
  readonly guess: Guess | null;
  /** Declined here not long ago. */
  readonly declined: boolean;
}
export interface Advice {
  readonly kind: 'add' | 'drop';
  readonly skuId: string;
  readonly perWeek: number;
  readonly low: number;
  readonly high: number;
  /** Margin a week it would bring, or brings now. */
  readonly marginFen: number;
  readonly why: string;
}
export interface ShelfTerms {
  /** Places on the shelf; adds beyond them need drops. */
  readonly places: number;
  readonly mostAdds: number;
  readonly mostDrops: number;
}

/** A product has had its time after so many weeks; before, it cannot have failed. */
const FAIR_WEEKS = 4;
/** Shops that must carry it before it is recommended elsewhere. */
const LEAST_SHOPS = 3;

/**
 * What to take onto the shelf and what to take off it. A product is added for the margin shops like this one
 * let expect, and only where it brings more than what it would push out; sales with stock-outs taken out
 * (`perWeek` of both kinds) so that an empty shelf is no lack of demand.
 */
export function advise(candidates: readonly Candidate[], terms: ShelfTerms): Advice[] {
  const listed = candidates.filter(({ listed: on }) => on);
  const weak = listed
    .flatMap((c) =>
      c.own && c.own.weeks >= FAIR_WEEKS && !c.declined
        ? [{ c, worth: worthOf(c, c.own.perWeek) }]
        : [],
    )
    .toSorted((a, b) => a.worth - b.worth || order(a.c, b.c));
  const strong = candidates
    .flatMap((c) =>
      !c.listed && !c.declined && c.guess && c.guess.shops >= LEAST_SHOPS && c.marginFen > 0
        ? [{ c, guess: c.guess, worth: worthOf(c, c.guess.perWeek) }]
        : [],
    )
    .toSorted((a, b) => b.worth - a.worth || order(a.c, b.c));
  let free = Math.max(0, terms.places - listed.length);
  const out: Advice[] = [];
  const pushed = [...weak];
  let drops = 0;
  for (const { c, guess, worth } of strong.slice(0, terms.mostAdds)) {
    if (free > 0) free -= 1;
    else {
      const least = pushed[0];
      if (!least || drops >= terms.mostDrops || least.worth >= worth) break;
      pushed.shift();
      drops += 1;
      out.push(dropOf(least.c, least.worth));
    }
    out.push(addOf(c, guess, worth, sameKind(listed, c)));
  }
  return out;
}

const worthOf = ({ marginFen }: Candidate, perWeek: number): number =>
  Math.round(marginFen * perWeek);
const order = (a: Candidate, b: Candidate): number => (a.skuId < b.skuId ? -1 : 1);
const sameKind = (listed: readonly Candidate[], { categoryId }: Candidate): number =>
  listed.filter((one) => one.categoryId === categoryId).length;
const n1 = (n: number): string => (n < 10 ? n.toFixed(1) : String(Math.round(n)));

function addOf(c: Candidate, guess: Guess, marginFen: number, alike: number): Advice {
  const from =
    guess.alike >= LEAST_SHOPS
      ? `同类门店有 ${guess.alike} 家在卖`
      : `全连锁有 ${guess.shops} 家在卖，同类门店只有 ${guess.alike} 家，把握小一些`;
  // The same need is partly met already: what is new sells partly instead of what is there.
  const eats = alike >= 12 ? `；本店同类已有 ${alike} 种，会分走一部分销量` : '';
  return {
    kind: 'add',
    skuId: c.skuId,
    perWeek: guess.perWeek,
    low: guess.low,
    high: guess.high,
    marginFen,
    why: `${from}，预计本店每周卖 ${n1(guess.perWeek)} 件（${n1(guess.low)}–${n1(guess.high)}）${eats}`,
  };
}

function dropOf(c: Candidate, marginFen: number): Advice {
  const { perWeek, weeks } = c.own ?? { perWeek: 0, weeks: 0 };
  return {
    kind: 'drop',
    skuId: c.skuId,
    perWeek,
    low: perWeek,
    high: perWeek,
    marginFen,
    why: `在架 ${weeks} 周，有货时每周只卖 ${n1(perWeek)} 件，货架换给更能卖的商品`,
  };
}
