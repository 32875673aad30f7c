import { percent } from '../money';
import type { ItemPromotion, Stacking } from './promotion';
import { rateText } from './rateText';
import type { WhyCode } from './result';
import { coversGoods, whyNotHere } from './scope';
import type { CartLine, PriceWorld } from './types';

/** A rule of step 2, whatever it comes from. */
export interface ItemRule {
  readonly id: string;
  readonly version: number;
  readonly kind: 'special' | 'timed' | 'nth' | 'level' | 'card';
  readonly label: string;
  readonly stack: Stacking;
  readonly priority: number;
  /** Prices whole lines at a rate: the kind that can follow another rule on the same line. */
  readonly wholeRateBp: number | null;
  /** Every n-th piece of all its lines together; 1: not mixed. */
  readonly mixedNth: number;
  readonly covers: (line: CartLine) => boolean;
  /** Pieces of the line it prices, and each one's price; mixed rules: the price of an n-th piece. */
  readonly offer: (line: CartLine) => { readonly qty: number; readonly unitFen: number } | null;
  readonly source: ItemPromotion | null;
}

/** No item rule goes below the floor, and none makes a line dearer that lies below it already. */
export const floorOf = ({ floorPriceFen, priceFen }: CartLine): number =>
  Math.min(floorPriceFen, priceFen);

/** Half-up on the whole, never below the floor. */
export const rateOn = (line: CartLine, fen: number, qty: number, rateBp: number): number =>
  Math.max(percent(fen, rateBp), Math.min(fen, floorOf(line) * qty));

/** A line's amount under one rule that is not mixed; null where the rule has nothing to say. */
export function amountUnder(
  rule: ItemRule,
  line: CartLine,
): { readonly fen: number; readonly qty: number } | null {
  const { qty, priceFen } = line;
  if (rule.wholeRateBp !== null)
    return { fen: rateOn(line, qty * priceFen, qty, rule.wholeRateBp), qty };
  const offer = rule.offer(line);
  if (!offer || offer.qty <= 0) return null;
  const { source } = rule;
  const rest = (qty - offer.qty) * priceFen;
  // A rate rounds once, on all the pieces it prices.
  if (source?.type === 'timed' && source.rateBp !== null)
    return {
      fen: rest + rateOn(line, offer.qty * priceFen, offer.qty, source.rateBp),
      qty: offer.qty,
    };
  return { fen: rest + offer.qty * offer.unitFen, qty: offer.qty };
}

/** Every rule of step 2 that this world knows, live or not, with why not. */
export function itemRulesOf(world: PriceWorld): { rule: ItemRule; why: WhyCode | null }[] {
  const { member, promotions } = world;
  const found: { rule: ItemRule; why: WhyCode | null }[] = [
    { rule: specialRule(world), why: null },
  ];
  if (member && member.levelRateBp !== null)
    found.push({
      rule: rateRule(
        world,
        'level',
        `level:${member.levelId}`,
        member.levelName,
        member.levelRateBp,
      ),
      why: null,
    });
  if (member?.card && member.card.rateBp !== null)
    found.push({ rule: rateRule(world, 'card', 'card', '黑金卡', member.card.rateBp), why: null });
  for (const promotion of promotions) {
    if (promotion.type !== 'timed' && promotion.type !== 'nth') continue;
    found.push({ rule: promotionRule(promotion), why: whyNotHere(promotion.scope, world) });
  }
  return found;
}

function specialRule({ now, policy }: PriceWorld): ItemRule {
  return {
    id: 'special',
    version: policy.pricingVersion,
    kind: 'special',
    label: '店内特价',
    stack: policy.special,
    priority: 0,
    wholeRateBp: null,
    mixedNth: 1,
    covers: ({ special }) => special !== null && special.from <= now && now < special.until,
    offer: (line) =>
      line.special && {
        qty: Math.min(line.qty, line.special.left ?? line.qty),
        unitFen: Math.max(line.special.priceFen, floorOf(line)),
      },
    source: null,
  };
}

function rateRule(
  { policy }: PriceWorld,
  kind: 'level' | 'card',
  id: string,
  name: string,
  rateBp: number,
): ItemRule {
  const { goods, ...stack } = policy[kind];
  return {
    id,
    version: policy.pricingVersion,
    kind,
    label: `${name}${rateText(rateBp)}`,
    stack,
    priority: 0,
    wholeRateBp: rateBp,
    mixedNth: 1,
    covers: (line) => coversGoods(goods, line),
    offer: () => null,
    source: null,
  };
}

function promotionRule(source: ItemPromotion): ItemRule {
  const capped =
    source.type === 'timed' &&
    (source.perOrder !== null || Object.keys(source.leftBySku).length > 0);
  return {
    id: source.id,
    version: source.version,
    kind: source.type,
    label: source.name,
    stack: source.stack,
    priority: source.priority,
    wholeRateBp: source.type === 'timed' && !capped ? source.rateBp : null,
    mixedNth: source.type === 'nth' && source.mixed ? source.nth : 1,
    covers: (line) => coversGoods(source.scope.goods, line),
    offer: (line) => (source.type === 'timed' ? timedOffer(source, line) : nthOffer(source, line)),
    source,
  };
}

function timedOffer(source: ItemPromotion & { type: 'timed' }, line: CartLine) {
  const { skuId, qty, priceFen } = line;
  const pieces = Math.min(qty, source.perOrder ?? qty, source.leftBySku[skuId] ?? qty);
  const fen = source.priceFen ?? percent(priceFen, source.rateBp ?? 10_000);
  return { qty: pieces, unitFen: Math.max(fen, floorOf(line)) };
}

const nthOffer = (source: ItemPromotion & { type: 'nth' }, line: CartLine) => ({
  qty: Math.floor(line.qty / source.nth),
  unitFen: Math.max(percent(line.priceFen, source.rateBp), floorOf(line)),
});
