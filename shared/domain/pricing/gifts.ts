import type { Model } from './compile';
import type { Gift } from './result';
import type { Bill } from './settle';

/** What the bill gives away, with the SKUs whose pieces earned it. */
export const giftsOf = ({ arcs }: Model, { taken, path }: Bill): Gift[] =>
  taken.flatMap(({ claim, level }) =>
    (level?.gifts ?? []).map(({ skuId, title, qty, listedFen }) => ({
      ruleId: claim.id,
      skuId,
      title,
      qty,
      listedFen,
      forSkuIds: arcs.lines
        .filter((_, i) => claim.judged[i]?.[path.arcs[i] ?? 0] === true)
        .map(({ line }) => line.skuId)
        .sort(),
    })),
  );
