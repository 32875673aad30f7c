import { money } from '../money';
import type { RuleForm, RuleFormOf } from './declare';

type Tiered = RuleFormOf<'fullOff'> | RuleFormOf<'fullRate'> | RuleFormOf<'fullGift'>;

/** What is wrong with a filled-in rule beyond its single fields, as sentences; none when it can be saved. */
export function wrongWith(form: RuleForm): string[] {
  const named = form.name === '' ? ['请给规则起个名称'] : [];
  const told = [...named, ...wrongTerms(form), ...wrongScope(form)];
  return told.map((text) => (form.name === '' ? text : `「${form.name}」${text}`));
}

function wrongTerms(form: RuleForm): string[] {
  switch (form.type) {
    case 'timed':
      return (form.rateBp === null) === (form.priceFen === null)
        ? ['请在折扣和一口价中填且只填一个']
        : [];
    case 'nth':
      return [];
    case 'freeFreight':
      return [];
    default:
      return wrongTiers(form);
  }
}

function wrongTiers(form: Tiered): string[] {
  const wrong: string[] = [];
  if (form.tiers.length === 0) return ['至少要有一档'];
  for (const [at, tier] of form.tiers.entries()) {
    const { fromFen, fromQty } = tier;
    const before = form.tiers[at - 1];
    const nth = `第 ${at + 1} 档`;
    if (fromFen === 0 && fromQty === 0 && form.type !== 'fullRate')
      wrong.push(`${nth}要填门槛金额或件数`);
    // Judged on what remains: a tier that takes more than its threshold would make goods free.
    if ('offFen' in tier && fromFen > 0 && tier.offFen > fromFen)
      wrong.push(`${nth}减的${money(tier.offFen)}比门槛${money(fromFen)}还多`);
    if (before && fromFen <= before.fromFen && fromQty <= before.fromQty)
      wrong.push(`${nth}的门槛要比上一档高`);
    if (before && !betterThan(tier, before)) wrong.push(`${nth}的优惠要比上一档大`);
    if ('gifts' in tier && tier.gifts.length === 0) wrong.push(`${nth}还没有选赠品`);
  }
  return wrong;
}

type Tier = Tiered['tiers'][number];

/** A higher tier gives more; gifts cannot be compared and may differ. */
function betterThan(tier: Tier, before: Tier): boolean {
  if ('offFen' in tier && 'offFen' in before) return tier.offFen > before.offFen;
  if ('rateBp' in tier && 'rateBp' in before) return tier.rateBp < before.rateBp;
  return true;
}

function wrongScope({ skuIds, exceptSkuIds, categoryIds, exceptCategoryIds }: RuleForm): string[] {
  const both =
    skuIds.some((id) => exceptSkuIds.includes(id)) ||
    categoryIds.some((id) => exceptCategoryIds.includes(id));
  return both ? ['有商品或分类既适用又被排除，请去掉一边'] : [];
}
