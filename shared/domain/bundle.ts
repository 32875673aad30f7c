/** A gift box (礼盒) is a SKU that has no stock of its own: selling one takes its components. */
export interface Component {
  readonly skuId: string;
  /** Pieces of it in one box. */
  readonly qty: number;
}
interface Line {
  readonly skuId: string;
  readonly qty: number;
}
/** Components of a SKU; empty or absent for what is sold as it is. */
type ComponentsOf = (skuId: string) => readonly Component[] | undefined;

/**
 * Pieces to take by SKU: boxes turned into their components, everything summed, so a component that is also
 * sold alone in the same cart is one demand (features.md §5.2 F, edge case 21). A box holds no box.
 */
export function explode(lines: readonly Line[], componentsOf: ComponentsOf): Map<string, number> {
  const demand = new Map<string, number>();
  const add = (skuId: string, qty: number) => demand.set(skuId, (demand.get(skuId) ?? 0) + qty);
  for (const { skuId, qty } of lines) {
    const components = componentsOf(skuId) ?? [];
    if (components.length === 0) add(skuId, qty);
    else for (const part of components) add(part.skuId, part.qty * qty);
  }
  return demand;
}

/** Boxes that can be made of what is there: the scarcest component decides. */
export const boxesOf = (
  components: readonly Component[],
  availableOf: (skuId: string) => number,
): number =>
  components.length === 0
    ? 0
    : Math.min(
        ...components.map(({ skuId, qty }) => Math.floor(Math.max(0, availableOf(skuId)) / qty)),
      );

/** What the pieces of one box cost the chain. */
export const boxCostFen = (
  components: readonly Component[],
  costOf: (skuId: string) => number,
): number => components.reduce((sum, { skuId, qty }) => sum + costOf(skuId) * qty, 0);
