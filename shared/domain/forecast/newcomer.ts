import { servedShare } from './availability';
import type { Track } from './history';
import { priceEffect, USUAL_ELASTICITY } from './effects';
import { categoryKey, itemKey, shelfKey } from './scene';
import type { Scene } from './scene';
import { HORIZON, weekdayOfEpochDay } from './series';

/** With fewer days than these the trees are not asked. */
export const NEWCOMER_DAYS = 28;
/** What look-alikes sell counts like this many days of a series' own. */
const PEER_DAYS = 7;

/**
 * The ladder for short histories. A rate a day from the series' own days (price and stock taken out) and from its
 * look-alikes: the same product in the region's other shops, made larger or smaller as this shop's category is than
 * the region's; without such shops, what an average product of this shelf sells; without that, of this category.
 * After a week both count the same, after four weeks the look-alikes hardly.
 */
export function newcomerDays(scene: Scene, { series, sold }: Track, n: number): number[] {
  const shelf = scene.shelf.get(shelfKey(series));
  const category = scene.category.get(categoryKey(series));
  const item = scene.item.get(itemKey(series));
  const elasticity = series.price ? (scene.elasticity.get(series.category) ?? USUAL_ELASTICITY) : 0;
  const weekdays = (shelf ?? category)?.weekdays;
  const dueOn = (t: number): number => {
    const paid = series.price?.[t] ?? 0;
    const price = paid > 0 ? paid : (series.price?.[n - 1] ?? 0);
    return (weekdays?.[weekdayOfEpochDay(series.first + t)] ?? 1) * priceEffect(price, elasticity);
  };
  let pieces = 0;
  let due = 0;
  for (let t = 0; t < n; t += 1) {
    pieces += sold[t] ?? 0;
    due += dueOn(t) * servedShare(series.outShare?.[t] ?? 0);
  }
  // The region's pools hold this series' own days too; its peers' rate is what remains.
  const size =
    shelf && category && category.perSeries > 0 ? shelf.perSeries / category.perSeries : 1;
  const peers =
    item && item.perSeries > 0
      ? item.perSeries * Math.min(3, Math.max(1 / 3, size))
      : ((shelf ?? category)?.perSeries ?? 0);
  // Peers are counted at today's price, so that the price of the day enters once.
  const usualDue = priceEffect(series.price?.[Math.max(0, n - 1)] ?? 0, elasticity);
  const rate = (pieces + PEER_DAYS * peers) / (due + PEER_DAYS * usualDue);
  return Array.from({ length: HORIZON }, (_, j) => rate * dueOn(n + j));
}
