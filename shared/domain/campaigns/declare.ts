import type { Field, FormOf } from './fields';

const MONEY = 100_000_000;
const fen = { kind: 'fen', section: 'what', min: 0, max: MONEY, preset: 0 } as const;
const rate = { kind: 'rate', section: 'what', min: 1, max: 9_999, preset: 8_000 } as const;

const FROM_FEN = { ...fen, key: 'fromFen', label: '满金额', help: '0 表示不看金额' } as const;
const FROM_QTY = {
  key: 'fromQty',
  label: '满件数',
  kind: 'count',
  section: 'what',
  min: 0,
  max: 999,
  preset: 0,
  help: '0 表示不看件数',
} as const;
const LOOPS = {
  key: 'loops',
  label: '最多循环',
  kind: 'count',
  section: 'what',
  min: 1,
  max: 99,
  preset: 1,
  help: '1 为不循环；大于 1 时按最高一档每满一次再送一次',
} as const;
const tiers = <const C extends readonly Field[]>(of: C) =>
  ({
    key: 'tiers',
    label: '档位',
    kind: 'tiers',
    section: 'what',
    min: 1,
    max: 5,
    preset: [],
    of,
  }) as const;

/** Fields every rule has. */
const COMMON = [
  { key: 'name', label: '名称', kind: 'text', section: 'what', max: 20, preset: '' },
  {
    key: 'categoryIds',
    label: '适用分类',
    kind: 'categories',
    section: 'goods',
    max: 50,
    preset: [],
    help: '分类和商品都不选，就是全部商品',
  },
  { key: 'skuIds', label: '适用商品', kind: 'skus', section: 'goods', max: 200, preset: [] },
  {
    key: 'exceptCategoryIds',
    label: '排除分类',
    kind: 'categories',
    section: 'goods',
    max: 50,
    preset: [],
  },
  { key: 'exceptSkuIds', label: '排除商品', kind: 'skus', section: 'goods', max: 200, preset: [] },
  {
    key: 'levelIds',
    label: '会员等级',
    kind: 'levels',
    section: 'who',
    max: 10,
    preset: [],
    help: '不选就是所有顾客',
  },
  { key: 'cardOnly', label: '仅黑金卡会员', kind: 'switch', section: 'who', preset: false },
  {
    key: 'hours',
    label: '每天时段',
    kind: 'spans',
    section: 'when',
    max: 6,
    preset: [],
    help: '不填就是全天；可以跨过午夜',
  },
  {
    key: 'weekdays',
    label: '星期',
    kind: 'weekdays',
    section: 'when',
    max: 7,
    preset: [],
    help: '不选就是每天',
  },
  {
    key: 'priority',
    label: '优先级',
    kind: 'count',
    section: 'together',
    min: 0,
    max: 100,
    preset: 0,
    help: '数字大的先算；只在次序有影响时起作用',
  },
  {
    key: 'exclusiveWith',
    label: '不同享的规则',
    kind: 'rules',
    section: 'together',
    max: 50,
    preset: [],
    help: '这些满减规则或券不能与它同时用',
  },
  {
    key: 'budgetFen',
    label: '预算',
    kind: 'fen',
    section: 'limits',
    min: 100,
    max: MONEY,
    optional: true,
    preset: null,
    help: '优惠总额用完即止；不填为不限，须由另一人审批',
  },
] as const satisfies readonly Field[];

const stack = (key: string, label: string, help: string, preset: boolean) =>
  ({ key, label, kind: 'switch', section: 'together', help, preset }) as const;

/** Fields of rules that price goods one by one. */
const ITEM = [
  ...COMMON,
  {
    ...stack('stackItem', '与其他单品优惠同享', '关闭时同一件商品只取最省的一种', false),
    key: 'stackItem',
  },
  {
    ...stack('stackOrder', '可参加满减', '打折后的金额仍计入满减、满赠、包邮', true),
    key: 'stackOrder',
  },
  { ...stack('stackCoupon', '可用优惠券', '打折后的商品仍可用券', true), key: 'stackCoupon' },
] as const satisfies readonly Field[];

/** Fields of rules that look at the whole order; of one group only one applies. */
const order = (group: string) =>
  [
    ...COMMON,
    {
      ...stack('stackItem', '折扣商品也计入', '已打折的商品计入门槛并分摊优惠', true),
      key: 'stackItem',
    },
    { ...stack('stackCoupon', '可用优惠券', '还可以再用商品券', true), key: 'stackCoupon' },
    {
      key: 'group',
      label: '互斥组',
      kind: 'text',
      section: 'together',
      max: 20,
      preset: group,
      help: '同一组的规则只取一个',
    },
    {
      key: 'belowFloor',
      label: '允许低于最低价',
      kind: 'switch',
      section: 'limits',
      preset: false,
      help: '关闭时任何商品都不会因它卖得比最低价还低',
    },
  ] as const satisfies readonly Field[];

/**
 * Every kind of rule, declared once: the editor of headquarters, the check of what arrives and the document's
 * shape derive from it.
 */
export const RULES = {
  timed: {
    label: '限时折扣',
    level: 'item',
    what: '活动时间内按折扣或一口价卖',
    fields: [
      { ...rate, key: 'rateBp', label: '折扣', optional: true, help: '与一口价二选一' },
      {
        ...fen,
        key: 'priceFen',
        label: '一口价',
        min: 1,
        optional: true,
        preset: null,
        help: '与折扣二选一',
      },
      {
        key: 'perOrder',
        label: '每单限购',
        kind: 'count',
        section: 'what',
        min: 1,
        max: 999,
        optional: true,
        preset: null,
        help: '每种商品每单最多这么多件享受，其余按平时价；不填为不限',
      },
      ...ITEM,
    ],
  },
  nth: {
    label: '第 N 件 N 折',
    level: 'item',
    what: '每买 N 件，其中一件打折',
    fields: [
      { key: 'nth', label: '第几件', kind: 'count', section: 'what', min: 2, max: 10, preset: 2 },
      { ...rate, key: 'rateBp', label: '这一件的折扣', min: 0, preset: 5_000, help: '0 为免费' },
      {
        key: 'mixed',
        label: '不同商品一起算',
        kind: 'switch',
        section: 'what',
        preset: false,
        help: '打开后凑够件数时最便宜的打折',
      },
      ...ITEM,
    ],
  },
  fullOff: {
    label: '满减',
    level: 'order',
    what: '满一定金额或件数减钱',
    fields: [
      tiers([FROM_FEN, FROM_QTY, { ...fen, key: 'offFen', label: '减', min: 1, preset: 1_000 }]),
      LOOPS,
      ...order('full'),
    ],
  },
  fullRate: {
    label: '满折',
    level: 'order',
    what: '满一定金额或件数打折',
    fields: [
      tiers([FROM_FEN, FROM_QTY, { ...rate, key: 'rateBp', label: '折扣', preset: 9_000 }]),
      {
        ...fen,
        key: 'capFen',
        label: '最多减',
        min: 1,
        optional: true,
        preset: null,
        help: '不填为不封顶',
      },
      ...order('full'),
    ],
  },
  fullGift: {
    label: '满赠、买赠',
    level: 'order',
    what: '满一定金额或件数送商品',
    fields: [
      tiers([
        FROM_FEN,
        FROM_QTY,
        { key: 'gifts', label: '赠品', kind: 'gifts', section: 'what', min: 1, max: 3, preset: [] },
      ]),
      LOOPS,
      ...order('gift'),
    ],
  },
  freeFreight: {
    label: '包邮',
    level: 'order',
    what: '满一定金额或件数免配送费',
    fields: [FROM_FEN, FROM_QTY, ...order('freight')],
  },
} as const satisfies Record<
  string,
  { label: string; level: 'item' | 'order'; what: string; fields: readonly Field[] }
>;

export type RuleType = keyof typeof RULES;
/** The filled-in form of one kind of rule; `ruleId` null: a new rule. */
export type RuleFormOf<T extends RuleType> = {
  readonly type: T;
  readonly ruleId: string | null;
} & FormOf<(typeof RULES)[T]['fields']>;
export type RuleForm = { [T in RuleType]: RuleFormOf<T> }[RuleType];
export const RULE_TYPES = Object.keys(RULES) as RuleType[];
