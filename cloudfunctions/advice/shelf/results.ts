import { demandRate } from '#shared/domain/demandRate';
import { DAY_MS, addDays, dayOf } from '#shared/domain/time';
import type { AssortmentChoiceDoc, DemandDoc } from '#shared/model/docs';
import { lte } from '../../kit/conditions';
import type { Ctx } from '../../kit/ports';
import { byId } from '../../kit/readAll';

/** A product has had its time on the shelf after so long. */
const FAIR_DAYS = 28;
const LOOKED_AT = 200;

export interface Results {
  readonly accepted: number;
  readonly measured: number;
  readonly expectedPerWeek: number;
  readonly soldPerWeek: number;
  /** Sold by shops that took the advice, set against those of the same products held back; null: too few. */
  readonly upliftPct: number | null;
  readonly heldShops: number;
}

/** What came of earlier advice: sales since, stock-outs taken out, beside what was expected. Two reads. */
export async function resultsOf({ db, now }: Pick<Ctx, 'db' | 'now'>): Promise<Results> {
  const choices = await db.find(
    'assortmentChoices',
    { at: lte(now - FAIR_DAYS * DAY_MS) },
    { sort: { at: -1 }, limit: LOOKED_AT },
  );
  const adds = choices.filter(({ kind }) => kind === 'add');
  const taken = adds.filter(({ decision }) => decision === 'accepted');
  const held = adds.filter(({ decision }) => decision === 'held');
  const demand = await byId(
    db,
    'demand',
    adds.map(({ _id }) => _id),
  );
  const measured = taken.flatMap((choice) => {
    const perWeek = soldSince(demand.get(choice._id), choice);
    return perWeek === null ? [] : [{ choice, perWeek }];
  });
  const mean = (values: readonly number[]): number =>
    values.length === 0 ? 0 : values.reduce((sum, v) => sum + v, 0) / values.length;
  const sold = mean(measured.map(({ perWeek }) => perWeek));
  const expected = mean(measured.map(({ choice }) => choice.expectedPerWeek));
  const without = mean(held.map((choice) => soldSince(demand.get(choice._id), choice) ?? 0));
  return {
    accepted: taken.length,
    measured: measured.length,
    expectedPerWeek: expected,
    soldPerWeek: sold,
    upliftPct:
      measured.length < 5 || held.length < 2 || expected <= 0
        ? null
        : Math.round(((sold - without) / expected) * 100),
    heldShops: new Set(held.map(({ storeId }) => storeId)).size,
  };
}

/** Pieces a week from the day after the decision; null without a history of that time. */
function soldSince(doc: DemandDoc | undefined, { at }: AssortmentChoiceDoc): number | null {
  if (!doc) return null;
  const day = addDays(dayOf(at), 1);
  let skip = 0;
  while (skip < doc.sold.length && addDays(doc.from, skip) < day) skip += 1;
  const { perDay, evidenceDays } = demandRate({
    from: addDays(doc.from, skip),
    sold: doc.sold.slice(skip),
    outHours: doc.outHours.slice(skip),
  });
  return evidenceDays >= 7 ? perDay * 7 : null;
}
