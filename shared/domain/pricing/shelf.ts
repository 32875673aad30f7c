import { arcsOf } from './arcs';
import { compile } from './compile';
import { cutsOf } from './cuts';
import { pathOf, tailOf } from './chain';
import { ENGINE_CHOOSES } from './best';
import type { ShelfPrice } from './result';
import { tagsOf } from './tags';
import type { CartLine, PriceWorld } from './types';

/**
 * Step 2 of the same calculation for one piece on a shelf: what a cart of this piece alone would cost before
 * order rules. Rules that need more pieces and order rules stand as tags.
 */
export function shelfPrice(sku: CartLine, world: PriceWorld): ShelfPrice {
  const line = { ...sku, qty: 1 };
  const model = compile([line], { ...world, coupons: [] }, ENGINE_CHOOSES);
  const arcs = arcsOf([line], model.items);
  const prices = { onFen: arcs.lines.map((one) => one.arcs.map(() => 1)), flat: null };
  const path = pathOf(arcs, prices, tailOf(arcs, prices));
  const cuts = cutsOf(arcs, path)[0] ?? [];
  const first = cuts[0]?.rule.kind;
  const more = model.items.filter(
    (rule) => rule.kind === 'nth' && rule.covers(line) && !cuts.some((cut) => cut.rule === rule),
  );
  const waiting = model.barred.items.filter(
    ({ of, why }) => of.kind === 'nth' && why === 'BELOW_THRESHOLD',
  );
  return {
    priceFen: path.amounts[0] ?? line.priceFen,
    listPriceFen: line.listPriceFen,
    source: first === undefined || first === 'nth' ? line.priceSource : first,
    ruleIds: cuts.map(({ rule }) => rule.id),
    tags: [
      ...tagsOf(model, line, cuts),
      ...[...more, ...waiting.map(({ of }) => of)].map((rule) => ({
        kind: 'nth' as const,
        text: rule.label,
        reason: `${rule.label}，加入购物车后按件数计算`,
      })),
    ],
  };
}
