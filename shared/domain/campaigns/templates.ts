import { RULES, type RuleForm, type RuleFormOf, type RuleType } from './declare';
import { blank } from './fields';

/** A campaign ready to use: pick one, set the dates, publish. */
export interface CampaignTemplate {
  readonly key: string;
  readonly name: string;
  readonly what: string;
  /** Days it usually runs. */
  readonly days: number;
  /** A shop may ask headquarters for it. */
  readonly forStores: boolean;
  /** Sells gift boxes: goods with components are to be chosen. */
  readonly boxes: boolean;
  readonly rules: readonly RuleForm[];
  readonly page: { readonly title: string; readonly text: string };
}

/** A rule with every other field as declared. The presets fill exactly the declared fields, hence the cast. */
const rule = <T extends RuleType>(
  type: T,
  filled: Partial<RuleFormOf<T>> & { readonly name: string },
): RuleFormOf<T> =>
  ({ ...blank(RULES[type].fields), ...filled, type, ruleId: null }) as unknown as RuleFormOf<T>;

const off = (fromFen: number, offFen: number) => ({ fromFen, fromQty: 0, offFen });

export const TEMPLATES: readonly CampaignTemplate[] = [
  {
    key: 'double11',
    name: '双11 全店满减',
    what: '全店满 100 减 20、满 200 减 50，满 99 包邮',
    days: 3,
    forStores: false,
    boxes: false,
    rules: [
      rule('fullOff', { name: '双11满减', tiers: [off(10_000, 2_000), off(20_000, 5_000)] }),
      rule('freeFreight', { name: '满99包邮', fromFen: 9_900, group: 'freight' }),
    ],
    page: {
      title: '双11 全店满减',
      text: '全场满 100 减 20，满 200 减 50，下单满 99 还包邮。',
    },
  },
  {
    key: 'springBoxes',
    name: '春节礼盒',
    what: '年货礼盒上架，满 300 减 40，满 200 包邮',
    days: 20,
    forStores: false,
    boxes: true,
    rules: [
      rule('fullOff', { name: '年货满减', tiers: [off(30_000, 4_000)] }),
      rule('freeFreight', { name: '年货包邮', fromFen: 20_000, group: 'freight' }),
    ],
    page: {
      title: '春节礼盒',
      text: '精选年货礼盒，送礼自用都体面；满 300 减 40，满 200 包邮到家。',
    },
  },
  {
    key: 'anniversary',
    name: '店庆特惠',
    what: '全店 9 折起，满 50 减 8',
    days: 3,
    forStores: true,
    boxes: false,
    rules: [
      rule('timed', { name: '店庆9折', rateBp: 9_000 }),
      rule('fullOff', { name: '店庆满减', tiers: [off(5_000, 800)] }),
    ],
    page: { title: '店庆特惠', text: '感谢街坊一路相伴，店庆三天全店 9 折，满 50 再减 8。' },
  },
  {
    key: 'secondHalf',
    name: '第二件半价',
    what: '指定商品第二件半价',
    days: 7,
    forStores: true,
    boxes: false,
    rules: [rule('nth', { name: '第二件半价', nth: 2, rateBp: 5_000 })],
    page: { title: '第二件半价', text: '指定商品第二件半价，成双更划算。' },
  },
  {
    key: 'clearance',
    name: '限时清仓',
    what: '指定商品限时 7 折，每单限 5 件',
    days: 2,
    forStores: true,
    boxes: false,
    rules: [rule('timed', { name: '限时7折', rateBp: 7_000, perOrder: 5 })],
    page: { title: '限时清仓', text: '指定商品限时 7 折，卖完为止。' },
  },
  {
    key: 'weekend',
    name: '周末包邮',
    what: '周六周日满 39 免配送费',
    days: 30,
    forStores: true,
    boxes: false,
    rules: [
      rule('freeFreight', { name: '周末包邮', fromFen: 3_900, weekdays: [0, 6], group: 'freight' }),
    ],
    page: { title: '周末包邮', text: '周六周日，满 39 元免配送费。' },
  },
];

export const templateOf = (key: string): CampaignTemplate | undefined =>
  TEMPLATES.find((template) => template.key === key);
