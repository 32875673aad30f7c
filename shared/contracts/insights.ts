import * as z from 'zod';
import { HQ_ROLES, defineCall, defineTimer } from './kit';
import { Count, Cursor, Day, Fen, Id, SignedFen, Text, Time } from './shapes';

const Figure = z.object({
  /** Paid − refunded for goods. */
  salesFen: SignedFen,
  orders: Count,
  refundFen: Fen,
  pieces: Count,
});

const hq = { context: 'insights', deploy: 'hqInsights' } as const;

export const getBoard = defineCall('getBoard', {
  ...hq,
  title: '实时看板',
  who: HQ_ROLES,
  input: z.object({ day: Day.optional(), storeId: Id.optional() }),
  output: z.object({
    asOf: Time,
    day: Day,
    today: Figure,
    /** The same weekday last week, up to the same hour. */
    lastWeek: Figure,
    /** 客单价 = 销售额 ÷ 支付订单数. */
    averageFen: SignedFen.nullable(),
    /** Sales by hour of the business day. */
    hours: z.array(z.object({ hour: z.int(), salesFen: SignedFen, lastWeekFen: SignedFen })),
    days: z.array(z.object({ day: Day, salesFen: SignedFen, orders: Count })),
    stores: z.array(
      Figure.extend({
        storeId: Id,
        name: z.string(),
        status: z.string(),
        openNow: z.boolean(),
        lng: z.number(),
        lat: z.number(),
        waiting: Count,
        late: Count,
        alerts: Count,
        outOfStock: Count,
        lastWeekFen: SignedFen,
      }),
    ),
    topProducts: z.array(z.object({ skuId: Id, title: z.string(), pieces: Count, salesFen: Fen })),
    waiting: Count,
    late: Count,
    alerts: Count,
    inTransit: Count,
    pendingRefunds: Count,
  }),
});

export const listDefinitions = defineCall('listDefinitions', {
  ...hq,
  title: '指标口径',
  who: HQ_ROLES,
  input: z.object({}),
  output: z.object({
    items: z.array(z.object({ key: z.string(), name: z.string(), definition: z.string() })),
  }),
});

/** Sends what is due: roll-ups, notices, refunds; every consumer takes an event once. */
export const dispatchOutbox = defineTimer('dispatchOutbox', {
  context: 'insights',
  title: '事件派发',
  cron: '30 */1 * * * * *',
  timeoutS: 60,
  output: z.object({ handled: Count, failed: Count, more: z.boolean() }),
});

/** Demand history goes on: the business day that has ended, for every product in every shop. */
export const closeDay = defineTimer('closeDay', {
  context: 'insights',
  title: '日结：销售、缺货、价格记入需求历史',
  // At 04:10; the later ones find nothing to do unless a run was cut short or the sales book was behind.
  cron: '0 10,20,30,40,50 4 * * * *',
  timeoutS: 60,
  output: z.object({ day: Day, stores: Count, appended: Count, begun: Count, more: z.boolean() }),
});

const system = { context: 'system', deploy: 'hqSystem' } as const;

export const whoAmIHq = defineCall('whoAmIHq', {
  ...system,
  title: '我的总部身份',
  who: HQ_ROLES,
  evenWithOldPassword: true,
  input: z.object({}),
  output: z.object({
    staffId: Id,
    name: z.string(),
    roles: z.array(z.string()),
    calls: z.array(z.string()),
    /** Nothing else opens before the password was changed. */
    mustChange: z.boolean(),
    /** Signs in with a login of ours: the password can be changed here. */
    ownLogin: z.boolean(),
    /** The server's clock. */
    now: Time,
  }),
});

export const searchAudit = defineCall('searchAudit', {
  ...system,
  title: '操作日志',
  who: ['hqOwner', 'hqAuditor'],
  input: z.object({
    query: z.string().max(60).optional(),
    /** Not `call`: a deployable of several calls reads that key to find this one. */
    callName: z.string().max(40).optional(),
    storeId: Id.optional(),
    targetId: z.string().max(64).optional(),
    /** Who did it. */
    actorId: Id.optional(),
    /** Only what was refused, or only what was done. */
    outcome: z.enum(['done', 'refused']).optional(),
    from: Time.optional(),
    to: Time.optional(),
    cursor: Cursor.optional(),
  }),
  output: z.object({
    items: z.array(
      z.object({
        auditId: Id,
        at: Time,
        actorId: Id,
        actorName: z.string(),
        call: z.string(),
        callTitle: z.string(),
        storeId: Id.nullable(),
        storeName: z.string(),
        target: z.string(),
        targetId: z.string(),
        changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
        reason: z.string(),
        traceId: z.string(),
        /** `done`, or the code of the refusal. */
        outcome: z.string(),
      }),
    ),
    next: Cursor.optional(),
  }),
});

export const revealPii = defineCall('revealPii', {
  ...system,
  title: '查看完整联系方式',
  who: ['hqOwner', 'hqAuditor', 'regionManager'],
  input: z.object({ orderId: Id, reason: Text(60) }),
  output: z.object({ name: z.string(), phone: z.string(), address: z.string() }),
});

/** Names for pickers across the admin. */
export const listStoreNames = defineCall('listStoreNames', {
  ...system,
  title: '门店名单',
  who: HQ_ROLES,
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        storeId: Id,
        name: z.string(),
        status: z.string(),
        regionId: z.string(),
        tags: z.array(z.string()),
        lng: z.number(),
        lat: z.number(),
      }),
    ),
  }),
});
