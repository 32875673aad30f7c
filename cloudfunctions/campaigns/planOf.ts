import type { saveCampaign } from '#shared/contracts/campaigns';
import type { Parsed } from '#shared/contracts/kit';
import { compile } from '#shared/domain/campaigns/compile';
import type { RuleForm } from '#shared/domain/campaigns/declare';
import { wrongWith } from '#shared/domain/campaigns/check';
import type { CampaignPlan, SkuDoc } from '#shared/model/docs';

type PlanForm = Parsed<typeof saveCampaign>['plan'];

export interface PlanWith {
  readonly version: number;
  readonly ownerStoreId: string | null;
  readonly skus: ReadonlyMap<string, SkuDoc>;
  /** Rules the campaign had before: only these ids are taken over. */
  readonly known: readonly string[];
  /** Ids for new rules, one for each form. */
  readonly newIds: readonly string[];
}

/** SKUs a form names: gifts, goods in and out of scope, boxes. */
export const skusIn = ({
  rules,
  bundleSkuIds,
}: Pick<PlanForm, 'rules' | 'bundleSkuIds'>): string[] => [
  ...new Set([...bundleSkuIds, ...rules.flatMap(namedBy)]),
];

const giftsOf = (form: RuleForm): string[] =>
  form.type === 'fullGift'
    ? form.tiers.flatMap(({ gifts }) => gifts.map(({ skuId }) => skuId))
    : [];
const namedBy = (form: RuleForm): string[] => [
  ...form.skuIds,
  ...form.exceptSkuIds,
  ...giftsOf(form),
];

/** What is wrong with a form, as sentences. */
export function wrongInPlan(form: PlanForm, skus: ReadonlyMap<string, SkuDoc>): string[] {
  const unknown = skusIn(form).filter((id) => !skus.has(id));
  const plain = form.bundleSkuIds.filter((id) => (skus.get(id)?.components ?? []).length === 0);
  return [
    ...form.rules.flatMap(wrongWith),
    ...(unknown.length > 0 ? [`有 ${unknown.length} 件商品已不存在，请重新选择`] : []),
    ...plain.flatMap((id) => {
      const sku = skus.get(id);
      return sku ? [`「${sku.title}」还不是礼盒，请先组合它`] : [];
    }),
  ];
}

/** The plan as it is stored: rules in the engine's shape, each with the campaign's place and time. */
export function planOf(form: PlanForm, using: PlanWith): CampaignPlan {
  const { name, note, place, from, until, bundleSkuIds, page } = form;
  const { version, ownerStoreId, skus, known, newIds } = using;
  const gift = (skuId: string) => {
    const sku = skus.get(skuId);
    return { title: sku?.title ?? '', listedFen: sku?.listPriceFen ?? 0 };
  };
  const rules = form.rules.map((rule, at) => {
    const kept = rule.ruleId !== null && known.includes(rule.ruleId) ? rule.ruleId : newIds[at];
    return compile(rule, { id: kept ?? '', version, place, from, until, ownerStoreId, gift });
  });
  return { name, note, place, from, until, rules, bundleSkuIds, page };
}
