import { sum } from '../money';
import type { Model } from './compile';
import { cutsOf, type Cut } from './cuts';
import { earnedByLine, type Paid } from './points';
import type { Applied, QuotedLine } from './result';
import type { Bill } from './settle';
import { tagsOf } from './tags';
import { unitShares } from './units';

/** The lines of a quote, in the order of the cart. */
export function quotedLines(model: Model, bill: Bill, paid: Paid): QuotedLine[] {
  const { arcs } = model;
  const cuts = cutsOf(arcs, bill.path);
  const money = paid.byLine.map(({ payFen }) => payFen);
  const earned = earnedByLine(paid.earned, money);
  const growth = earnedByLine(paid.growth, money);
  const found = arcs.lines.map(({ line, at }, i) => {
    const { qty } = line;
    const applied = appliedTo(cuts[i] ?? [], bill, i);
    const share = paid.byLine[i] ?? { points: 0, fen: 0, payFen: 0 };
    const money = {
      baseFen: qty * line.priceFen,
      points: share.points,
      pointsFen: share.fen,
      payFen: share.payFen,
      earned: earned[i] ?? 0,
      growth: growth[i] ?? 0,
    };
    const special = (cuts[i] ?? []).find(({ rule }) => rule.kind === 'special');
    return {
      at,
      line: {
        skuId: line.skuId,
        title: line.title,
        qty,
        listPriceFen: line.listPriceFen,
        priceFen: line.priceFen,
        priceSource: line.priceSource,
        floorPriceFen: line.floorPriceFen,
        listFen: qty * line.listPriceFen,
        itemFen: bill.path.amounts[i] ?? 0,
        reducedFen: sum(applied.map(({ fen }) => fen)),
        ...money,
        specialQty: special?.qty ?? 0,
        applied,
        units: unitShares(qty, money, applied),
        tags: tagsOf(model, line, cuts[i] ?? []),
      },
    };
  });
  return found.sort((a, b) => a.at - b.at).map(({ line }) => line);
}

function appliedTo(cuts: readonly Cut[], { taken }: Bill, i: number): Applied[] {
  return [
    ...cuts.map(({ rule, fen, qty }) => ({ step: 'item' as const, ruleId: rule.id, fen, qty })),
    ...taken.flatMap(({ claim, parts }): Applied[] => {
      const fen = parts[i] ?? 0;
      if (fen === 0) return [];
      return [{ step: claim.order ? 'order' : 'coupon', ruleId: claim.named, fen, qty: 0 }];
    }),
  ];
}
