/** How a clerk says what came: cases, single pieces, or what the scale shows. */
export interface Arrived {
  readonly qty: number;
  readonly packs?: number | undefined;
  readonly grams?: number | undefined;
}
/** Of the product: pieces a case, and for goods weighed out the grams of one piece. */
export interface Unit {
  readonly packSize: number;
  readonly pieceGrams?: number | null | undefined;
}

/**
 * Pieces of an arrival, and the grams that make no whole piece: they wait for the next weighing, so nothing of
 * what was paid for is lost on paper. Null: weighed goods that have no piece weight.
 */
export function piecesOf(
  { qty, packs = 0, grams = 0 }: Arrived,
  { packSize, pieceGrams }: Unit,
  looseG: number,
): { pieces: number; looseG: number } | null {
  const plain = qty + packs * packSize;
  if (grams === 0) return { pieces: plain, looseG };
  if (!pieceGrams) return null;
  const all = looseG + grams;
  return { pieces: plain + Math.floor(all / pieceGrams), looseG: all % pieceGrams };
}
