import { buildProblem } from '#shared/domain/transfer/build';
import type { Goods } from '#shared/domain/transfer/build';
import type { Tier } from '#shared/domain/transfer/cells';
import { connected } from '#shared/domain/transfer/parts';
import type { Problem } from '#shared/domain/transfer/problem';
import type { TransferFile } from './instance';

/** One connected part of a file; usually a city. */
export interface Part {
  /** Names the part in progress and state files: its city, numbered where a city has several. */
  readonly name: string;
  /** Places of its lanes in the file. */
  readonly lanes: readonly number[];
  /** Share of all goods on lanes, 0–1: how much of the effort it deserves. */
  readonly share: number;
  problem(): Problem;
}

/** Splits a checked file into the parts that can be solved on their own, in the file's order. */
export function partsOf(file: TransferFile): Part[] {
  const running = [...file.lanes.keys()].filter((at) => {
    const days = file.lanes[at]?.weekdays;
    return !days || file.weekday === undefined || days.includes(file.weekday);
  });
  const lanesAt = (places: readonly number[]) =>
    places.flatMap((at) => {
      const lane = file.lanes[at];
      return lane ? [lane] : [];
    });
  const goods = goodsOf(file);
  const groups = connected(lanesAt(running)).map((own) => own.map((i) => running[i] ?? -1));
  const sizes = groups.map((own) => lanesAt(own).reduce((sum, { skus }) => sum + skus.length, 0));
  const all = Math.max(
    1,
    sizes.reduce((a, b) => a + b, 0),
  );
  const names = new Map<string, number>();
  return groups.map((lanes, i) => {
    const city = file.stores[file.lanes[lanes[0] ?? -1]?.from ?? -1]?.city ?? '';
    const before = names.get(city) ?? 0;
    names.set(city, before + 1);
    return {
      name: before === 0 ? city : `${city} (${before + 1})`,
      lanes,
      share: (sizes[i] ?? 0) / all,
      problem: () => buildProblem(lanesAt(lanes), goods),
    };
  });
}

const NONE: readonly Tier[] = [];

function goodsOf(file: TransferFile): Goods {
  const skus = file.skus.length;
  const given = new Map<number, Tier[]>();
  const wanted = new Map<number, Tier[]>();
  const put = (side: Map<number, Tier[]>, key: number, units: number, worth: number): void => {
    if (units <= 0) return;
    const tiers = side.get(key);
    if (tiers) tiers.push({ units, worth });
    else side.set(key, [{ units, worth }]);
  };
  for (const row of file.surplus) {
    const left = new Map<number, number>();
    row.skus.forEach((sku, i) => {
      const onHand = row.onHand?.[i] ?? Number.POSITIVE_INFINITY;
      // Lots of one SKU share what the shop may spare.
      const spare = left.get(sku) ?? Math.max(0, onHand - (row.keep?.[i] ?? 0));
      const units = Math.min(row.units[i] ?? 0, spare);
      left.set(sku, spare - units);
      put(given, row.store * skus + sku, units, row.loss?.[i] ?? 0);
    });
  }
  for (const row of file.shortage) {
    row.skus.forEach((sku, i) =>
      put(wanted, row.store * skus + sku, row.units[i] ?? 0, row.gain?.[i] ?? 0),
    );
  }
  // Whatever the order in the file: the cheapest units are given first, the dearest places filled first.
  for (const tiers of given.values()) tiers.sort((a, b) => a.worth - b.worth);
  for (const tiers of wanted.values()) tiers.sort((a, b) => b.worth - a.worth);
  return {
    skus,
    minLot: file.minLot,
    pieces: (sku) => file.packSize?.[sku] ?? 1,
    given: (store, sku) => given.get(store * skus + sku) ?? NONE,
    wanted: (store, sku) => wanted.get(store * skus + sku) ?? NONE,
  };
}
