import type { Cell, TransferInstance } from './model';

/** One SKU that may go over one lane. */
export interface Arc {
  readonly lane: number;
  readonly donor: number;
  readonly receiver: number;
  /** Packs at most. */
  readonly cap: number;
}
/** The instance as the search walks it: arcs by lane and by SKU. */
export interface Network {
  readonly instance: TransferInstance;
  readonly arcs: readonly Arc[];
  readonly laneArcs: readonly (readonly number[])[];
  readonly skuArcs: ReadonlyMap<number, readonly number[]>;
  readonly laneSkus: readonly (readonly number[])[];
  /** Pieces per pack by arc. */
  readonly pieces: readonly number[];
}

const key = (cell: Pick<Cell, 'store' | 'sku'>): string => `${cell.store}/${cell.sku}`;

/**
 * Arcs exist only where the best pack brings something. A lane that could not pay its cost, or not
 * fill its minimum lot, even with everything to itself has none.
 */
export function networkOf(instance: TransferInstance): Network {
  const donors = new Map(instance.donors.map((cell, at) => [key(cell), at]));
  const receivers = new Map<number, number[]>();
  instance.receivers.forEach((cell, at) => {
    receivers.set(cell.store, [...(receivers.get(cell.store) ?? []), at]);
  });
  const arcs: Arc[] = [];
  const laneArcs = instance.lanes.map((lane, at) => {
    const own = (receivers.get(lane.to) ?? []).flatMap((receiver) => {
      const to = instance.receivers[receiver];
      const donor = to && donors.get(key({ store: lane.from, sku: to.sku }));
      const from = donor === undefined ? undefined : instance.donors[donor];
      if (!to || !from || donor === undefined) return [];
      const pieces = instance.packs[to.sku] ?? 1;
      const cap = capOf(from, to, Math.ceil(instance.minLot / pieces));
      return cap > 0 ? [{ lane: at, donor, receiver, cap, best: bestOf(from, to), pieces }] : [];
    });
    const best = own.reduce((sum, arc) => sum + arc.best, 0);
    const most = own.reduce((sum, arc) => sum + arc.cap * arc.pieces, 0);
    if (best <= lane.costFen || most < instance.minLot) return [];
    return own.map(({ lane: l, donor, receiver, cap }) => {
      arcs.push({ lane: l, donor, receiver, cap });
      return arcs.length - 1;
    });
  });
  const skuArcs = new Map<number, number[]>();
  arcs.forEach((arc, at) => {
    const sku = instance.receivers[arc.receiver]?.sku ?? -1;
    skuArcs.set(sku, [...(skuArcs.get(sku) ?? []), at]);
  });
  const pieces = arcs.map(
    (arc) => instance.packs[instance.receivers[arc.receiver]?.sku ?? -1] ?? 1,
  );
  const laneSkus = laneArcs.map((own) =>
    own.map((a) => instance.receivers[arcs[a]?.receiver ?? -1]?.sku ?? -1),
  );
  return { instance, arcs, laneArcs, laneSkus, skuArcs, pieces };
}

/** Packs beyond the last that brings something only ever serve to fill a minimum lot. */
function capOf(from: Cell, to: Cell, lot: number): number {
  const most = Math.min(from.worth.length, to.worth.length);
  let useful = 0;
  while (useful < most && (to.worth[useful] ?? 0) > (from.worth[useful] ?? 0)) useful += 1;
  return useful === 0 ? 0 : Math.min(most, Math.max(useful, lot));
}

function bestOf(from: Cell, to: Cell): number {
  let best = 0;
  for (let n = 0; n < Math.min(from.worth.length, to.worth.length); n += 1) {
    best += Math.max(0, (to.worth[n] ?? 0) - (from.worth[n] ?? 0));
  }
  return best;
}
