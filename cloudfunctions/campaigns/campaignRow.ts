import { ruleText } from '#shared/domain/campaigns/ruleText';
import { budgetOf, stateOf } from '#shared/domain/campaigns/stage';
import { isEverywhere, type Place } from '#shared/domain/campaigns/place';
import { sum } from '#shared/domain/money';
import type { CampaignDoc, PromoBudgetDoc } from '#shared/model/docs';

/** Names of shops and, for regions, of how many shops they are made. */
export type StoreNames = ReadonlyMap<string, string>;

export function placeText(place: Place, names: StoreNames): string {
  if (isEverywhere(place)) return '全部门店';
  const [first] = place.storeIds;
  const stores =
    first === undefined
      ? []
      : place.storeIds.length === 1
        ? [names.get(first) ?? first]
        : [`${place.storeIds.length} 家门店`];
  const regions = place.regionIds.length > 0 ? [`${place.regionIds.length} 个大区`] : [];
  return [...stores, ...regions, ...place.storeTags.map((tag) => `「${tag}」门店`)].join('、');
}

/** A campaign as the table shows it: of the plan in force, or of the one being prepared. */
export function campaignRow(
  doc: CampaignDoc,
  now: number,
  names: StoreNames,
  budgets: ReadonlyMap<string, PromoBudgetDoc>,
) {
  const state = stateOf(doc, now);
  const shown = (state === 'live' || state === 'scheduled') && doc.live ? doc.live : doc.plan;
  return {
    campaignId: doc._id,
    name: shown.name,
    state,
    changed: doc.live !== null && doc.version !== doc.live.version,
    from: shown.from,
    until: shown.until,
    placeText: placeText(shown.place, names),
    ruleTexts: shown.rules.map(ruleText),
    budgetFen: shown.rules.length === 0 ? 0 : budgetOf(shown),
    spentFen: sum(shown.rules.map(({ id }) => budgets.get(id)?.spentFen ?? 0)),
    ownerStoreId: doc.ownerStoreId,
    ownerStoreName: doc.ownerStoreId === null ? '' : (names.get(doc.ownerStoreId) ?? ''),
    version: doc.version,
    updatedAt: doc.updatedAt,
  };
}
