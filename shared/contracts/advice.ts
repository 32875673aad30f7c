/** Price proposals (动态定价) and shelf advice (智能选品). */
import * as z from 'zod';
import { HQ_ROLES, defineCall, defineTimer } from './kit';
import {
  Count,
  Day,
  Fen,
  Id,
  Note,
  RequestId,
  SignedFen,
  TablePage,
  Text,
  Time,
  tableOf,
} from './shapes';

const hq = { context: 'advice', deploy: 'hqAdvice' } as const;
const merch = ['hqOwner', 'hqMerch'] as const;
const night = { ...hq, timeoutS: 60 } as const;

export const PRICE_REASONS = ['expiry', 'slow', 'competitor', 'restore'] as const;
export const PROPOSAL_STATES = [
  'open',
  'approved',
  'auto',
  'rejected',
  'stale',
  'expired',
] as const;
const Bp = (max: number) => z.int().min(0).max(max);

export const PricePolicyShape = z.object({
  mode: z.enum(['approve', 'auto']),
  maxStepBp: z.int().min(50).max(2_000),
  deadBandBp: Bp(1_000),
  restDays: z.int().min(1).max(30),
  turnDays: z.int().min(1).max(60),
  slowDays: z.int().min(7).max(365),
  targetDays: z.int().min(3).max(180),
  leastMarginBp: Bp(5_000),
  competitorBp: Bp(5_000).nullable(),
});

export const proposePrices = defineTimer('proposePrices', {
  ...night,
  title: '夜间调价建议',
  cron: '0 45 3 * * * *',
  output: z.object({
    day: Day,
    stores: Count,
    proposals: Count,
    applied: Count,
    more: z.boolean(),
  }),
});

/** The same at once; for a person who does not want to wait for the night. */
export const runProposePrices = defineCall('runProposePrices', {
  ...night,
  title: '立即计算调价建议',
  who: merch,
  input: z.object({}),
  output: z.object({ stores: Count, proposals: Count, applied: Count }),
  errors: { RUNNING: '调价建议正在计算，请一分钟后刷新' },
});

export const ProposalRow = z.object({
  proposalId: z.string(),
  day: Day,
  storeId: Id,
  storeName: z.string(),
  skuId: Id,
  title: z.string(),
  spec: z.string(),
  image: z.string(),
  reason: z.enum(PRICE_REASONS),
  listPriceFen: Fen,
  costFen: Fen,
  floorPriceFen: Fen,
  ceilingPriceFen: Fen,
  fromFen: Fen,
  toFen: Fen,
  perDay: z.object({ from: z.number(), to: z.number() }),
  marginFen: z.object({ from: SignedFen, to: SignedFen }),
  coverDays: z.number().nullable(),
  why: z.string(),
  status: z.enum(PROPOSAL_STATES),
  by: z.string(),
  at: Time,
});

export const listPriceProposals = defineCall('listPriceProposals', {
  ...hq,
  title: '调价建议',
  who: HQ_ROLES,
  input: z.object({
    status: z.enum(PROPOSAL_STATES).optional(),
    reason: z.enum(PRICE_REASONS).optional(),
    storeId: Id.optional(),
    ...TablePage,
  }),
  output: tableOf(ProposalRow).extend({
    open: Count,
    /** How prices reacted so far, and whether the history says enough. */
    learnt: z.object({ pooled: z.number(), days: Count, weak: z.boolean(), at: Time }).nullable(),
  }),
});

export const decidePriceProposals = defineCall('decidePriceProposals', {
  ...hq,
  title: '审批调价建议',
  who: merch,
  once: true,
  input: z.object({
    requestId: RequestId,
    approve: z.boolean(),
    lines: z
      .array(z.object({ proposalId: Text(160), toFen: Fen.optional() }))
      .min(1)
      .max(20),
    note: Note(100).default(''),
  }),
  output: z.object({ done: Count, stale: z.array(z.string()) }),
  errors: {
    OUT_OF_BAND: '价格超出了总部价格带或低于成本，请调整后再提交',
    NOTHING_LEFT: '这些建议已经处理过了，请刷新',
  },
});

export const getPricePolicy = defineCall('getPricePolicy', {
  ...hq,
  title: '动态定价规则',
  who: HQ_ROLES,
  input: z.object({}),
  output: PricePolicyShape.extend({ version: Count }),
});

export const savePricePolicy = defineCall('savePricePolicy', {
  ...hq,
  title: '修改动态定价规则',
  who: merch,
  once: true,
  input: z.object({ requestId: RequestId, version: Count, policy: PricePolicyShape }),
  output: z.object({ version: Count }),
  errors: { STALE: '规则刚被别人改过，请刷新后再改' },
});

export const importCompetitorPrices = defineCall('importCompetitorPrices', {
  ...hq,
  title: '导入竞品价格',
  who: merch,
  once: true,
  input: z.object({
    requestId: RequestId,
    rows: z
      .array(
        z.object({
          barcode: Text(32),
          competitor: Text(30),
          city: Note(20).default(''),
          priceFen: z.int().min(1).max(1_000_000_000),
        }),
      )
      .min(1)
      .max(80),
  }),
  output: z.object({
    saved: Count,
    /** Rows from 1 that name no product of ours. */
    unknown: z.array(z.object({ row: Count, barcode: z.string() })),
  }),
});

// ---- shelf advice ----

export const adviseAssortment = defineTimer('adviseAssortment', {
  ...night,
  title: '每周选品建议',
  cron: '0 15 4 * * 1 *',
  output: z.object({ day: Day, stores: Count, lines: Count }),
});

export const runAdviseAssortment = defineCall('runAdviseAssortment', {
  ...night,
  title: '立即计算选品建议',
  who: merch,
  input: z.object({}),
  output: z.object({ stores: Count, lines: Count }),
});

const AdviceLine = z.object({
  skuId: Id,
  title: z.string(),
  spec: z.string(),
  image: z.string(),
  categoryName: z.string(),
  kind: z.enum(['add', 'drop']),
  perWeek: z.number(),
  low: z.number(),
  high: z.number(),
  marginFen: SignedFen,
  why: z.string(),
  status: z.enum(['open', 'accepted', 'held', 'rejected', 'stale']),
});

export const listAssortmentAdvice = defineCall('listAssortmentAdvice', {
  ...hq,
  title: '选品建议',
  who: HQ_ROLES,
  input: z.object({ storeId: Id.optional() }),
  output: z.object({
    stores: z.array(
      z.object({ storeId: Id, name: z.string(), adds: Count, drops: Count, at: Time }),
    ),
    store: z
      .object({
        storeId: Id,
        name: z.string(),
        kind: z.string(),
        at: Time,
        listed: Count,
        lines: z.array(AdviceLine),
      })
      .nullable(),
    /** Of accepted additions four weeks old and older: what was expected, what came, and the group held back. */
    results: z.object({
      accepted: Count,
      measured: Count,
      expectedPerWeek: z.number(),
      soldPerWeek: z.number(),
      upliftPct: z.number().nullable(),
      heldShops: Count,
    }),
  }),
});

export const decideAssortment = defineCall('decideAssortment', {
  ...hq,
  title: '采纳或拒绝选品建议',
  who: merch,
  once: true,
  input: z.object({
    requestId: RequestId,
    storeId: Id,
    skuIds: z.array(Id).min(1).max(20),
    accept: z.boolean(),
    reason: Note(60).default(''),
  }),
  output: z.object({ done: Count, held: Count, stale: z.array(Id) }),
  errors: { NOTHING_LEFT: '这些建议已经处理过了，请刷新' },
});
