import { units } from '../money';
import { earnedBy } from './points';
import type { KeptQuote, QuotedLine, QuoteResult, Tender } from './result';
import { grid, spread } from './share';
import type { PointsRule } from './types';

/**
 * A quote with its tender, as an order keeps it: every piece knows its part of every bucket, so refunds go
 * back as paid. Points and growth are earned anew: bonus money earns none.
 *
 * @throws RangeError when the tender is not the payable
 */
export function keep(
  quote: QuoteResult,
  tender: Tender,
  rule: Pick<PointsRule, 'earnBp' | 'growthBp'>,
): KeptQuote {
  const { providerFen, principalFen, bonusFen } = tender;
  const { freightFen, payableFen } = quote.totals;
  if (providerFen + principalFen + bonusFen !== payableFen)
    throw new RangeError(`tender ${providerFen + principalFen + bonusFen} of ${payableFen}`);
  // In the order of SKUs, so that the odd fen does not depend on how the cart was filled.
  const order = quote.lines
    .map((line, at) => ({ line, at }))
    .sort((a, b) => (a.line.skuId < b.line.skuId ? -1 : 1));
  const rows = order.flatMap(({ line }) => line.units.map(({ payFen }) => payFen));
  const table = grid([...rows, freightFen], [providerFen, principalFen, bonusFen]).map(bucketsOf);
  const unitTender: Tender[][] = quote.lines.map(() => []);
  let row = 0;
  for (const { line, at } of order) {
    unitTender[at] = table.slice(row, row + line.qty);
    row += line.qty;
  }
  const moneyFen = unitTender.map((pieces) =>
    pieces.reduce((fen, one) => fen + one.providerFen + one.principalFen, 0),
  );
  const sumFen = moneyFen.reduce((a, b) => a + b, 0);
  const { earned, growth } = earnedBy(sumFen, rule);
  const shares = order.map(({ at }) => moneyFen[at] ?? 0);
  const [earnedOf, growthOf] = [spread(earned, shares), spread(growth, shares)];
  const lines: QuotedLine[] = [...quote.lines];
  order.forEach(({ line, at }, i) => {
    lines[at] = regranted(line, earnedOf[i] ?? 0, growthOf[i] ?? 0);
  });
  return {
    ...quote,
    lines,
    totals: { ...quote.totals, earned, growth },
    tender,
    unitTender,
    freightTender: table[row] ?? bucketsOf([0, 0, 0]),
  };
}

const bucketsOf = ([
  providerFen = 0,
  principalFen = 0,
  bonusFen = 0,
]: readonly number[]): Tender => ({
  providerFen,
  principalFen,
  bonusFen,
});

function regranted(line: QuotedLine, earned: number, growth: number): QuotedLine {
  const [earnedOf, growthOf] = [units(earned, line.qty), units(growth, line.qty)];
  return {
    ...line,
    earned,
    growth,
    units: line.units.map((unit, j) => ({
      ...unit,
      earned: earnedOf[j] ?? 0,
      growth: growthOf[j] ?? 0,
    })),
  };
}
