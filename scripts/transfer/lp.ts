import type { TransferFile } from './instance';

/** What goods a shop has or lacks, written down straight from the file. */
interface Tier {
  readonly units: number;
  readonly worth: number;
}

/**
 * The exact model of some lanes of a file in CPLEX LP format, for an independent solver: its own reading of the file, nothing
 * shared with ours. `relax` leaves out that lanes and units are whole: the strong linear relaxation (x ≤ cap · y on every arc).
 */
export function lpText(file: TransferFile, lanes: readonly number[], relax: boolean): string {
  const given = tiersOf(
    file.surplus.map((row) => ({ ...row, worth: row.loss, spare: spareOf(row) })),
  );
  const wanted = tiersOf(file.shortage.map((row) => ({ ...row, worth: row.gain, spare: [] })));
  const objective: string[] = [];
  const rows: string[] = [];
  const bounds: string[] = [];
  const whole: string[] = [];
  const binary: string[] = [];
  const out = new Map<string, string[]>();
  const into = new Map<string, string[]>();
  const term = (factor: number, name: string): string =>
    `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${name}`;
  for (const at of lanes) {
    const lane = file.lanes[at];
    if (!lane) continue;
    const lot: string[] = [];
    lane.skus.forEach((sku, i) => {
      const [from, to] = [`${lane.from}_${sku}`, `${lane.to}_${sku}`];
      const cap = Math.min(unitsOf(given.get(from)), unitsOf(wanted.get(to)));
      if (cap === 0) return;
      const x = `x${at}_${sku}`;
      objective.push(term(lane.profit[i] ?? 0, x));
      lot.push(term(file.packSize?.[sku] ?? 1, x));
      rows.push(`${x} - ${cap} y${at} <= 0`);
      out.set(from, [...(out.get(from) ?? []), x]);
      into.set(to, [...(into.get(to) ?? []), x]);
      whole.push(x);
    });
    if (lot.length === 0) continue;
    objective.push(term(-lane.cost, `y${at}`));
    rows.push(`${wrap(lot)} - ${file.minLot} y${at} >= 0`);
    bounds.push(`0 <= y${at} <= 1`);
    binary.push(`y${at}`);
  }
  for (const [side, cells, used, sign] of [
    ['d', given, out, -1],
    ['r', wanted, into, 1],
  ] as const) {
    for (const [cell, names] of used) {
      const tiers = (cells.get(cell) ?? []).map(({ units, worth }, n) => {
        const name = `${side}${cell}_${n}`;
        if (worth !== 0) objective.push(term(sign * worth, name));
        bounds.push(`0 <= ${name} <= ${units}`);
        return name;
      });
      rows.push(`${wrap(names.map((x) => `+ ${x}`))} ${tiers.map((t) => `- ${t}`).join(' ')} = 0`);
    }
  }
  return [
    'Maximize',
    ` obj: ${wrap(objective)}`,
    'Subject To',
    ...rows.map((row, n) => ` c${n}: ${row}`),
    'Bounds',
    ...bounds.map((bound) => ` ${bound}`),
    ...(relax
      ? []
      : ['General', ...whole.map((x) => ` ${x}`), 'Binary', ...binary.map((y) => ` ${y}`)]),
    'End',
    '',
  ].join('\n');
}

/** LP format has no long lines. */
const wrap = (terms: readonly string[]): string =>
  terms.map((term, i) => (i > 0 && i % 8 === 0 ? `\n  ${term}` : term)).join(' ');

const unitsOf = (tiers: readonly Tier[] = []): number =>
  tiers.reduce((sum, { units }) => sum + units, 0);

const spareOf = ({ onHand, keep, skus }: TransferFile['surplus'][number]): (number | undefined)[] =>
  skus.map((_, i) => (onHand ? Math.max(0, (onHand[i] ?? 0) - (keep?.[i] ?? 0)) : undefined));

function tiersOf(
  rows: readonly {
    readonly store: number;
    readonly skus: readonly number[];
    readonly units: readonly number[];
    readonly worth: readonly number[] | undefined;
    readonly spare: readonly (number | undefined)[];
  }[],
): Map<string, Tier[]> {
  const cells = new Map<string, Tier[]>();
  for (const { store, skus, units, worth, spare } of rows) {
    skus.forEach((sku, i) => {
      const key = `${store}_${sku}`;
      const own = cells.get(key) ?? [];
      const room = (spare[i] ?? Number.POSITIVE_INFINITY) - unitsOf(own);
      const n = Math.min(units[i] ?? 0, room);
      if (n > 0) cells.set(key, [...own, { units: n, worth: worth?.[i] ?? 0 }]);
    });
  }
  return cells;
}
