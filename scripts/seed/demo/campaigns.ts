import { compile } from '#shared/domain/campaigns/compile';
import {
  RULES,
  type RuleForm,
  type RuleFormOf,
  type RuleType,
} from '#shared/domain/campaigns/declare';
import { blank } from '#shared/domain/campaigns/fields';
import { templateOf } from '#shared/domain/campaigns/templates';
import { DAY_MS, addDays, businessDayOf, endOf, startOf } from '#shared/domain/time';
import type { CampaignDoc, CampaignPlan, CampaignRequestDoc, SkuDoc } from '#shared/model/docs';
import type { WorldDocs } from '../world';
import { named } from './boxes';

/** A rule with every other field as declared. */
const rule = <T extends RuleType>(
  type: T,
  filled: Partial<RuleFormOf<T>> & { readonly name: string },
): RuleForm =>
  ({ ...blank(RULES[type].fields), ...filled, type, ruleId: null }) as unknown as RuleForm;

interface Draft {
  readonly key: string;
  readonly name: string;
  readonly note: string;
  readonly storeId: string | null;
  readonly from: number;
  readonly until: number;
  readonly rules: readonly RuleForm[];
  readonly boxes?: readonly string[];
  readonly page: { readonly title: string; readonly text: string };
}

/** What the chain runs now, what a shop runs for itself, and what is to come. */
function drafts(now: number, skus: readonly SkuDoc[]): Draft[] {
  const today = businessDayOf(now);
  const began = now - 2 * DAY_MS;
  const drinks = ['可口可乐', '茉莉花茶', '无糖乌龙茶', '白桃味苏打气泡水'];
  const year = Number(today.slice(0, 4)) + (today > `${today.slice(0, 4)}-12-12` ? 1 : 0);
  const twelve = startOf(`${year}-12-12`);
  const [full, freight] = templateOf('double11')?.rules ?? [];
  if (!full || !freight) throw new Error('no template for the twelfth');
  return [
    {
      key: 'full',
      name: '全店满减',
      note: '每月常规活动',
      storeId: null,
      from: began,
      until: endOf(addDays(today, 20)),
      rules: [
        rule('fullOff', {
          name: '满59减6',
          tiers: [
            { fromFen: 5_900, fromQty: 0, offFen: 600 },
            { fromFen: 9_900, fromQty: 0, offFen: 1_500 },
          ],
        }),
      ],
      page: { title: '全店满减', text: '满 59 减 6，满 99 减 15，天天有效。' },
    },
    {
      key: 'timed',
      name: '零食限时折扣',
      note: '零食周',
      storeId: null,
      from: began,
      until: endOf(addDays(today, 6)),
      rules: [
        rule('timed', { name: '零食85折', rateBp: 8_500, categoryIds: ['snack'], perOrder: 6 }),
      ],
      boxes: ['sku_box_nuts', 'sku_box_kitchen'],
      page: { title: '零食周', text: '零食限时 85 折，每种每单限 6 件；坚果、粮油礼盒同时上架。' },
    },
    {
      key: 'second',
      name: '饮料第二件半价',
      note: '',
      storeId: null,
      from: began,
      until: endOf(addDays(today, 13)),
      rules: [
        rule('nth', {
          name: '第二件半价',
          nth: 2,
          rateBp: 5_000,
          budgetFen: 500_000,
          skuIds: drinks.map((title) => named(skus, title)._id),
        }),
      ],
      page: { title: '第二件半价', text: '可乐、乌龙茶等四款饮料，第二件半价。' },
    },
    {
      key: 'anniversary',
      name: '湖滨银泰店两周年',
      note: '开业两周年，老顾客回馈',
      storeId: 'hz02',
      from: began,
      until: endOf(addDays(today, 2)),
      rules: (templateOf('anniversary')?.rules ?? []).map((form) => ({
        ...form,
        budgetFen: 150_000,
      })),
      page: { title: '湖滨银泰店两周年', text: '全店 9 折，满 50 再减 8，仅限本店。' },
    },
    {
      key: 'twelve',
      name: '双12 全店满减',
      note: '与双11 同样力度，预算 2 万元',
      storeId: null,
      from: twelve,
      until: twelve + 3 * DAY_MS,
      rules: [
        { ...full, name: '双12满减', budgetFen: 2_000_000 },
        { ...freight, budgetFen: 200_000 },
      ],
      page: { title: '双12 全店满减', text: '满 100 减 20，满 200 减 50，满 99 包邮。' },
    },
  ];
}

export function makeCampaigns(
  now: number,
  skus: readonly SkuDoc[],
): Required<
  Pick<WorldDocs, 'campaigns' | 'campaignVersions' | 'promoBudgets' | 'campaignRequests'>
> {
  const made = drafts(now, skus).map((draft) => published(draft, now));
  return {
    campaigns: made.map(({ campaign }) => campaign),
    campaignVersions: made.map(({ campaign, plan }) => ({
      _id: `${campaign._id}:1`,
      campaignId: campaign._id,
      version: 1,
      plan,
      publishedAt: campaign.createdAt,
      by: OWNER.by,
      byName: OWNER.name,
    })),
    promoBudgets: made.flatMap(({ campaign, plan }) =>
      plan.rules.flatMap(({ id, budgetLeftFen: budgetFen }) =>
        budgetFen === null
          ? []
          : [
              {
                _id: id,
                campaignId: campaign._id,
                budgetFen,
                leftFen: budgetFen,
                spentFen: 0,
                holds: [],
                until: plan.until,
                updatedAt: now,
              },
            ],
      ),
    ),
    campaignRequests: requests(now, skus),
  };
}

const MERCH = { by: 'hq_merch', name: '商品部 罗' };
const OWNER = { by: 'hq_owner', name: '沈总' };

function published(draft: Draft, now: number): { campaign: CampaignDoc; plan: CampaignPlan } {
  const { key, name, note, storeId, from, until } = draft;
  const place = { storeIds: storeId === null ? [] : [storeId], storeTags: [], regionIds: [] };
  const plan: CampaignPlan = {
    name,
    note,
    place,
    from,
    until,
    rules: draft.rules.map((form, i) =>
      compile(form, {
        id: `pr_${key}_${i + 1}`,
        version: 1,
        place,
        from,
        until,
        ownerStoreId: storeId,
        gift: () => ({ title: '', listedFen: 0 }),
      }),
    ),
    bundleSkuIds: [...(draft.boxes ?? [])],
    page: { ...draft.page, image: '' },
  };
  const at = Math.min(from, now) - DAY_MS;
  const campaign: CampaignDoc = {
    _id: `cp_${key}`,
    plan,
    version: 1,
    stage: 'published',
    live: { ...plan, version: 1, publishedAt: at, publishedBy: OWNER.name },
    prior: null,
    liveUntil: until,
    stopped: null,
    ownerStoreId: storeId,
    requestId: storeId === null ? null : `cr_${key}`,
    submitted: storeId === null ? { ...MERCH, at } : { ...MANAGER, at },
    decided: { ...OWNER, at, approved: true, note: '' },
    savedBy: storeId === null ? MERCH.by : MANAGER.by,
    createdBy: storeId === null ? MERCH.by : MANAGER.by,
    createdAt: at,
    updatedAt: at,
  };
  return { campaign, plan };
}

const MANAGER = { by: 'st_gao', name: '高源' };

/** The request that became the anniversary, and one that waits for headquarters. */
function requests(now: number, skus: readonly SkuDoc[]): CampaignRequestDoc[] {
  const today = businessDayOf(now);
  const before = now - 4 * DAY_MS;
  return [
    {
      _id: 'cr_anniversary',
      storeId: 'hz02',
      template: 'anniversary',
      title: '湖滨银泰店两周年',
      skuIds: [],
      budgetFen: 400_000,
      from: now - 2 * DAY_MS,
      until: endOf(addDays(today, 2)),
      reason: '开业两周年，老顾客回馈',
      status: 'approved',
      campaignId: 'cp_anniversary',
      by: MANAGER.by,
      byName: MANAGER.name,
      decided: { ...OWNER, at: now - 3 * DAY_MS, note: '支持，先给 3000 元', budgetFen: 300_000 },
      createdAt: before,
      updatedAt: now - 3 * DAY_MS,
    },
    {
      _id: 'cr_clearance',
      storeId: 'hz03',
      template: 'clearance',
      title: '临期牛奶清仓',
      skuIds: [named(skus, '优倍高品质鲜牛奶')._id, named(skus, '24小时鲜牛乳')._id],
      budgetFen: 80_000,
      from: now + DAY_MS,
      until: now + 3 * DAY_MS,
      reason: '冷柜检修前把鲜奶卖完',
      status: 'submitted',
      campaignId: null,
      by: 'st_ma',
      byName: '马莉',
      decided: null,
      createdAt: now - 3_600_000,
      updatedAt: now - 3_600_000,
    },
  ];
}
