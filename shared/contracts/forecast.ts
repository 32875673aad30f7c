import * as z from 'zod';
import { MISS_REASONS } from '#shared/domain/forecast/accuracy';
import { HQ_ROLES, defineCall, defineTimer } from './kit';
import { Count, Day, Id, RequestId, TablePage, Time, orderOf } from './shapes';

const night = { context: 'supply', deploy: 'supplyNight', timeoutS: 60 } as const;

export const trainForecast = defineTimer('trainForecast', {
  ...night,
  title: '每周训练预测模型',
  // Monday nights; a run that does not get through leaves its trees to the next.
  cron: '0 0,5,10,15,20,25,30,35,40,45,50,55 1 * * 1 *',
  output: z.object({
    until: Day,
    trees: Count,
    of: Count,
    rows: Count,
    trained: z.boolean(),
    more: z.boolean(),
  }),
});

export const forecastDemand = defineTimer('forecastDemand', {
  ...night,
  title: '夜间预测未来 7 天需求',
  // After the closing of the day; the later ones find nothing to do unless a run was cut short.
  cron: '0 25,35,45,55 4 * * * *',
  output: z.object({
    day: Day,
    stores: Count,
    series: Count,
    /** Shops whose forecast of a week ago was checked. */
    checked: Count,
    msPerSeries: z.number(),
    more: z.boolean(),
  }),
});

const hq = { context: 'supply', deploy: 'hqSupply' } as const;
const supply = ['hqOwner', 'hqSupply'] as const;

const Method = z.enum(['trees', 'smoothing', 'newcomer']);
const Model = z.object({
  /** Last day learnt from; null: never trained, every product is smoothed for itself. */
  trainedUntil: Day.nullable(),
  rows: Count,
  training: z.object({ trees: Count, of: Count }).nullable(),
});

const ForecastItem = z.object({
  storeId: Id,
  storeName: z.string(),
  skuId: Id,
  title: z.string(),
  spec: z.string(),
  categoryId: Id,
  available: z.int(),
  inTransitIn: Count,
  expected: z.number(),
  lo: z.number(),
  hi: z.number(),
  /** Sold in the last seven days. */
  lastWeek: z.number(),
  outHours: Count,
  safety: Count,
  method: Method,
});

/** `cover`: days the shelf lasts; `change`: against last week; `range`: how unsure. */
export const ForecastSort = orderOf('expected', 'cover', 'change', 'range');
export const listForecasts = defineCall('listForecasts', {
  ...hq,
  title: '未来 7 天需求预测',
  who: HQ_ROLES,
  input: z.object({
    storeId: Id.optional(),
    categoryId: Id.optional(),
    query: z.string().max(40).optional(),
    sort: ForecastSort.optional(),
    ...TablePage,
  }),
  output: z.object({
    items: z.array(ForecastItem),
    total: Count,
    /** When the forecasts of these shops were made, and up to which day they knew sales. */
    at: Time.nullable(),
    day: Day.nullable(),
    model: Model,
  }),
});

const DayPoint = z.object({
  day: Day,
  sold: z.number().nullable(),
  /** Of 16 selling hours, mean over the shops. */
  outHours: z.number(),
  pricePct: z.number(),
  expected: z.number().nullable(),
  lo: z.number().nullable(),
  hi: z.number().nullable(),
  off: z.boolean(),
  event: z.string(),
});

export const getForecast = defineCall('getForecast', {
  ...hq,
  title: '销量历史与预测曲线',
  who: HQ_ROLES,
  input: z.object({
    /** One shop, or all the caller reaches. */
    storeId: Id.optional(),
    skuId: Id.optional(),
    categoryId: Id.optional(),
    days: z.int().min(14).max(400).default(56),
  }),
  output: z.object({
    title: z.string(),
    points: z.array(DayPoint),
    week: z.object({ expected: z.number(), lo: z.number(), hi: z.number() }).nullable(),
    series: Count,
    method: Method.nullable(),
    available: z.int(),
    coming: Count,
    safety: Count,
    /** One sentence with its numbers. */
    why: z.string(),
    at: Time.nullable(),
  }),
  errors: { TOO_WIDE: '请选择一家门店、一个商品或一个分类再查看曲线' },
});

const Accuracy = z.object({
  cells: Count,
  sold: z.number(),
  expected: z.number(),
  /** Σ|error| / Σ sold of the week; of the week before repeated; (expected − sold) / sold. */
  wape: z.number().nullable(),
  plainWape: z.number().nullable(),
  bias: z.number().nullable(),
  /** Share of weeks within their range. */
  inside: z.number().nullable(),
});
export const listAccuracy = defineCall('listAccuracy', {
  ...hq,
  title: '预测准确率',
  who: HQ_ROLES,
  input: z.object({ storeId: Id.optional() }),
  output: z.object({
    /** The week up to this day; null: no forecast is a week old yet. */
    day: Day.nullable(),
    total: Accuracy,
    byStore: z.array(Accuracy.extend({ storeId: Id, name: z.string() })),
    byCategory: z.array(Accuracy.extend({ categoryId: Id, name: z.string() })),
    weeks: z.array(Accuracy.extend({ day: Day })),
    misses: z.array(
      z.object({
        storeId: Id,
        storeName: z.string(),
        skuId: Id,
        title: z.string(),
        expected: z.number(),
        sold: z.number(),
        outHours: Count,
        reason: z.enum(MISS_REASONS),
      }),
    ),
    /** The forecast was worked out afterwards from what was known before the week. */
    afterwards: z.boolean(),
  }),
});

export const runForecast = defineCall('runForecast', {
  ...hq,
  title: '立即重新预测',
  who: supply,
  timeoutS: 60,
  input: z.object({ train: z.boolean().default(false) }),
  output: z.object({ series: Count, trained: z.boolean(), more: z.boolean() }),
});

export const getSupplyRules = defineCall('getSupplyRules', {
  ...hq,
  title: '补货规则',
  who: HQ_ROLES,
  input: z.object({}),
  output: z.object({ serviceLevel: z.number(), leadDays: Count, version: Count }),
});

export const saveSupplyRules = defineCall('saveSupplyRules', {
  ...hq,
  title: '修改补货规则',
  who: supply,
  once: true,
  input: z.object({
    requestId: RequestId,
    version: Count,
    serviceLevel: z.number().min(0.5).max(0.999),
    leadDays: z.int().min(1).max(14),
  }),
  output: z.object({ version: Count }),
  errors: { STALE: '规则刚被别人改过，请刷新后再改' },
});
