/** An order whose pieces of one product may lie in a bag instead of on the shelf. */
export interface Bag {
  /** Pieces of the product in it. */
  readonly pieces: number;
  /** Its history, oldest first. */
  readonly steps: readonly { readonly at: number; readonly status: string }[];
}
export interface Books {
  /** The journal of the product, oldest first; `after` = pieces in the shop after the movement. */
  readonly moves: readonly { readonly after: number; readonly at: number }[];
  readonly bags: readonly Bag[];
}
export interface ShelfThen {
  /** Pieces that should have lain on the shelf. */
  readonly expected: number;
  /** Somebody was picking: nobody knows whether the pieces were on the shelf or in the hand. */
  readonly unsure: boolean;
}

/**
 * What should have lain on the shelf at a moment: pieces in the shop then, less those packed for an order
 * (they stand by the door, or are on the road until delivered). Selling goes on while people count.
 */
export function shelfAt({ moves, bags }: Books, at: number): ShelfThen {
  const onHand = moves.findLast((move) => move.at <= at)?.after ?? 0;
  let bagged = 0;
  let unsure = false;
  for (const { pieces, steps } of bags) {
    const status = steps.findLast((step) => step.at <= at)?.status;
    if (status === 'ready' || status === 'delivering') bagged += pieces;
    if (status === 'picking' && pieces > 0) unsure = true;
  }
  return { expected: onHand - bagged, unsure };
}
