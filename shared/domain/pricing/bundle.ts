/** 礼盒: a SKU with a price of its own whose pieces are pieces of other SKUs. */
export interface Bundle {
  readonly skuId: string;
  readonly components: readonly { readonly skuId: string; readonly qty: number }[];
}

interface Wanted {
  readonly skuId: string;
  readonly qty: number;
}

/**
 * Pieces of stock a cart takes, gifts included, by SKU: bundles taken apart (bundles within bundles too), then
 * summed, so that a product bought alone and inside a box is one demand.
 *
 * @throws RangeError for a bundle that contains itself
 */
export function stockDemandOf(
  lines: readonly Wanted[],
  bundles: readonly Bundle[],
): Map<string, number> {
  const bySku = new Map(bundles.map((bundle) => [bundle.skuId, bundle]));
  const demand = new Map<string, number>();
  const take = ({ skuId, qty }: Wanted, within: readonly string[]): void => {
    if (within.includes(skuId)) throw new RangeError(`bundle ${skuId} contains itself`);
    const bundle = bySku.get(skuId);
    if (!bundle) demand.set(skuId, (demand.get(skuId) ?? 0) + qty);
    else
      for (const part of bundle.components)
        take({ skuId: part.skuId, qty: part.qty * qty }, [...within, skuId]);
  };
  for (const line of lines) take(line, []);
  return demand;
}

/** Boxes that stock still makes: the scarcest component decides. */
export const bundlesLeft = (
  { components }: Bundle,
  availableOf: (skuId: string) => number,
): number =>
  components.length === 0
    ? 0
    : Math.max(
        0,
        Math.min(...components.map(({ skuId, qty }) => Math.floor(availableOf(skuId) / qty))),
      );
