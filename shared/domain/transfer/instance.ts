import type { Cell, Lane, TransferInstance } from './model';
import { atLeast } from './poisson';

/** What is known of one product in one shop. */
export interface CellFacts {
  /** Index of the shop and of the product. */
  readonly store: number;
  readonly sku: number;
  readonly available: number;
  /** On its way here already. */
  readonly coming: number;
  readonly safety: number;
  /** Pieces expected to be asked for in the next 7 and 14 days. */
  readonly need7: number;
  readonly need14: number;
  /** Price less cost of one piece here. */
  readonly marginFen: number;
  readonly packSize: number;
  /** False: received a transfer of it lately (no ping-pong), or may not send at all. */
  readonly maySend: boolean;
  /** On sale here, in a shop that is open for business. */
  readonly mayReceive: boolean;
}
export interface ShopPair {
  readonly from: number;
  readonly to: number;
  readonly distanceM: number;
}
export interface TransferRules {
  /** One trip: driver and paperwork. */
  readonly laneFen: number;
  readonly perKmFen: number;
  /** Picking, packing and putting away one piece. */
  readonly handlingFen: number;
  readonly minLot: number;
  /** From each shop only to this many nearest ones. */
  readonly neighbours: number;
}
export const TRANSFER_RULES: TransferRules = {
  laneFen: 800,
  perKmFen: 120,
  handlingFen: 20,
  minLot: 5,
  neighbours: 14,
};

/** What a donor must keep: its safety stock and its own coming week. */
export const keepOf = (cell: Pick<CellFacts, 'safety' | 'need7'>): number =>
  cell.safety + Math.ceil(cell.need7);
/** Pieces a shop is short of over the coming week, safety stock included; 0 when the week is covered. */
export const shortOf = (cell: CellFacts): number => {
  const have = cell.available + cell.coming;
  return have < Math.ceil(cell.need7) ? keepOf(cell) - have : 0;
};
export const laneCost = (distanceM: number, rules = TRANSFER_RULES): number =>
  rules.laneFen + Math.round((distanceM * rules.perKmFen) / 1000);

/** Turns stock and demand into gains and losses per pack; `shops` and `pairs` are indexed alike. */
export function instanceOf(
  cells: readonly CellFacts[],
  pairs: readonly ShopPair[],
  rules: TransferRules = TRANSFER_RULES,
): TransferInstance {
  const packs: number[] = [];
  for (const cell of cells) packs[cell.sku] = Math.max(1, cell.packSize);
  const receivers = cells.flatMap((cell) => {
    const short = cell.mayReceive ? shortOf(cell) : 0;
    return short > 0 ? [receiverOf(cell, Math.ceil(short / cell.packSize))] : [];
  });
  const wanted = new Set(receivers.map(({ sku }) => sku));
  const donors = cells.flatMap((cell) => {
    const spare = cell.maySend && wanted.has(cell.sku) ? cell.available - keepOf(cell) : 0;
    const count = Math.floor(spare / cell.packSize);
    return count > 0 ? [donorOf(cell, count, rules.handlingFen)] : [];
  });
  return { packs, donors, receivers, lanes: lanesOf(pairs, rules), minLot: rules.minLot };
}

/** The n-th piece saves its margin if, within the week, it is asked for beyond what is there. */
function receiverOf(cell: CellFacts, packs: number): Cell {
  const have = Math.max(0, cell.available + cell.coming);
  return { ...at(cell), worth: worthOf(cell, packs, (n) => atLeast(have + n, cell.need7)) };
}

/** The n-th piece given is missed if a fortnight's demand would have reached it; and it is handled. */
function donorOf(cell: CellFacts, packs: number, handlingFen: number): Cell {
  const worth = worthOf(cell, packs, (n) => atLeast(cell.available - n + 1, cell.need14));
  return { ...at(cell), worth: worth.map((fen) => fen + handlingFen * cell.packSize) };
}

const at = ({ store, sku }: CellFacts) => ({ store, sku });

function worthOf(cell: CellFacts, packs: number, chance: (piece: number) => number): number[] {
  return Array.from({ length: packs }, (_, pack) => {
    let expected = 0;
    for (let n = 1; n <= cell.packSize; n += 1) expected += chance(pack * cell.packSize + n);
    return Math.round(Math.max(0, cell.marginFen) * expected);
  });
}

function lanesOf(pairs: readonly ShopPair[], rules: TransferRules): Lane[] {
  const byFrom = new Map<number, ShopPair[]>();
  for (const pair of pairs) byFrom.set(pair.from, [...(byFrom.get(pair.from) ?? []), pair]);
  return [...byFrom.values()].flatMap((own) =>
    own
      .sort((a, b) => a.distanceM - b.distanceM || a.to - b.to)
      .slice(0, rules.neighbours)
      .map(({ from, to, distanceM }) => ({ from, to, costFen: laneCost(distanceM, rules) })),
  );
}
