import * as z from 'zod';
import { HQ_ROLES, defineCall, defineTimer } from './kit';
import { Count, Day, Fen, Id, RequestId, SignedFen, Time } from './shapes';

const hq = { context: 'insights', deploy: 'hqInsights' } as const;
const Period = z.object({
  /** Paid − refunded for goods. */
  salesFen: SignedFen,
  orders: Count,
  /** 客单价; null without orders. */
  averageFen: SignedFen.nullable(),
  refundFen: Fen,
  pieces: Count,
  /** 毛利 = sales − cost of what was sold and did not come back. */
  profitFen: SignedFen,
  /** 库存周转率 of the period; null without a count of stock. */
  turnover: z.number().nullable(),
  /** 断货率; null without a count. */
  outRate: z.number().nullable(),
});

export const compareRegions = defineCall('compareRegions', {
  ...hq,
  title: '区域对比',
  who: HQ_ROLES,
  input: z.object({
    /** Business days, both included; 92 at most. */
    from: Day,
    to: Day,
    /** The same weekdays just before, 52 weeks before, or the days just before. */
    against: z.enum(['weeks', 'year', 'before']).default('weeks'),
    /** Only shops that sold on at least half of the days of both periods. */
    sameStore: z.boolean().default(false),
  }),
  output: z.object({
    asOf: Time,
    before: z.object({ from: Day, to: Day }),
    /** Nothing is known of the period compared with. */
    noPast: z.boolean(),
    shops: Count,
    comparable: Count,
    rows: z.array(
      z.object({
        key: z.string(),
        parentKey: z.string().nullable(),
        depth: z.int(),
        kind: z.enum(['chain', 'region', 'district', 'store']),
        name: z.string(),
        storeId: Id.nullable(),
        shops: Count,
        comparable: z.boolean(),
        now: Period,
        past: Period,
      }),
    ),
  }),
  errors: { TOO_LONG: '一次最多对比 92 天，请缩短日期范围' },
});

/** A closed day counted anew from its orders and refunds, against what the sales book says. */
export const recountDay = defineTimer('recountDay', {
  context: 'insights',
  deploy: 'closeDay',
  title: '销售复核：逐单重算与汇总比对',
  cron: '0 15,25,35,45,55 4 * * * *',
  timeoutS: 60,
  output: z.object({ day: Day, shops: Count, wrong: Count, more: z.boolean() }),
});

export const rebuildSales = defineCall('rebuildSales', {
  ...hq,
  title: '按订单重建销售汇总',
  who: ['hqOwner', 'hqFinance'],
  once: true,
  scope: 'storeId',
  input: z.object({ requestId: RequestId, storeId: Id, day: Day }),
  output: z.object({ beforeFen: SignedFen, salesFen: SignedFen, orders: Count }),
  errors: {
    OPEN_DAY: '今天还没结束，明早复核后再重建',
    BEHIND: '还有订单正在计入汇总，请一分钟后再试',
    IMPORTED: '这一天有导入的历史销售，不能只按订单重建，请联系技术核对导入文件',
  },
});
