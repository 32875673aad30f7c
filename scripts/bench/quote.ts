import { parseArgs } from 'node:util';
import { best, searched } from '#shared/domain/pricing/best';
import { compile, type Model } from '#shared/domain/pricing/compile';
import { exhaustive } from '#shared/domain/pricing/exhaustive';
import { chance, contest, type Size } from '#shared/domain/pricing/fuzz/contest';
import { market } from '#shared/domain/pricing/fuzz/market';
import { free } from '#shared/domain/pricing/testing';
import { greedy } from './quoteGreedy';
import { median, ownCpuMs, progress, quantile, report, round } from './figures';

const SIZES: readonly Size[] = [
  { lines: 3, rules: 2, coupons: 2 },
  { lines: 8, rules: 4, coupons: 5 },
  { lines: 15, rules: 6, coupons: 10 },
  { lines: 30, rules: 8, coupons: 20 },
];
/** Ways × sets up to which trying everything is bearable beside it. */
const BEARABLE = 200_000;
const WARM_UP = 60;
/** The least of so many: what the machine's other work and the compiler add is not the quote's. */
const REPEATS = 3;

/**
 * `--carts N --seed N --nasty`: a quote from cart to trace by size of cart, in CPU time; trying everything and
 * a shopper's greedy choice beside it. `--nasty` draws worlds where every rule contends with every other.
 */
export async function bench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      carts: { type: 'string', default: '300' },
      seed: { type: 'string', default: '1' },
      nasty: { type: 'boolean', default: false },
    },
  });
  const carts = Number(values.carts);
  const draw = values.nasty ? contest : market;
  for (const size of SIZES) {
    progress(`${size.lines} lines, ${size.rules} rules, ${size.coupons} coupons: ${carts} carts …`);
    const random = chance(Number(values.seed) * 1_000 + size.lines);
    const runs = Array.from({ length: WARM_UP + carts }, () => priceOne(draw(size, random)));
    const measured = runs.slice(WARM_UP);
    const figures = (of: (run: (typeof runs)[number]) => number): number[] => measured.map(of);
    const compared = measured.filter(({ all }) => all !== null);
    const dearer = measured.filter(({ greedyFen, bestFen }) => greedyFen > bestFen);
    report('quote', {
      worlds: values.nasty ? 'nasty' : 'market',
      ...size,
      carts,
      meanMs: round(mean(figures(({ ms }) => ms)), 2),
      p50Ms: round(median(figures(({ ms }) => ms)), 2),
      p99Ms: round(
        quantile(
          figures(({ ms }) => ms),
          0.99,
        ),
        1,
      ),
      bills: round(mean(figures(({ evaluations }) => evaluations))),
      nodes: round(mean(figures(({ nodes }) => nodes))),
      /** Carts whose search was cut short: the best found, not proven. */
      unproven: measured.filter(({ exact }) => !exact).length,
      exhaustive: {
        carts: compared.length,
        meanMs: round(mean(compared.map(({ all }) => all?.ms ?? 0)), 2),
        bills: round(mean(compared.map(({ all }) => all?.bills ?? 0)), 0),
        different: compared.filter(({ all, bestFen }) => all?.fen !== bestFen).length,
      },
      greedyDearerPct: round((100 * dearer.length) / carts, 0),
      greedyOverpaysPct: round(
        100 * mean(dearer.map(({ greedyFen, bestFen }) => greedyFen / Math.max(1, bestFen) - 1)),
      ),
    });
  }
}

function priceOne({ cart, world }: ReturnType<typeof market>) {
  const ms = Math.min(
    ...Array.from({ length: REPEATS }, () => cpuOf(() => best(cart, world, free))),
  );
  const model = compile(cart, world, free);
  const { totalFen: bestFen, evaluations, nodes, exact } = searched(model);
  return {
    ms,
    bestFen,
    evaluations,
    nodes,
    exact,
    greedyFen: greedy(model),
    all: everything(model),
  };
}

function everything(model: Model): { fen: number; ms: number; bills: number } | null {
  const ways = model.arcs.lines.reduce((n, { arcs }) => n * arcs.length, 1);
  if (ways * model.rules.length * model.coupons.length > BEARABLE) return null;
  const from = ownCpuMs();
  const { totalFen, evaluations } = exhaustive(model);
  return { fen: totalFen, ms: ownCpuMs() - from, bills: evaluations };
}

function cpuOf(work: () => unknown): number {
  const from = ownCpuMs();
  work();
  return ownCpuMs() - from;
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((a, b) => a + b, 0) / values.length;
