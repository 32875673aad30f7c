import * as z from 'zod';
import { CASE_STATUSES } from '#shared/domain/aftersales/flow';
import { KINDS, REASONS } from '#shared/domain/aftersales/policy';
import { defineCall } from './kit';
import { Count, Fen, FileId, Id, Note, Qty, RequestId, SignedFen, Text, Time } from './shapes';

export const Kind = z.enum(KINDS);
export const Reason = z.enum(REASONS);
export const CaseStatus = z.enum(CASE_STATUSES);

const CaseLine = z.object({
  lineId: Id,
  skuId: Id,
  title: z.string(),
  spec: z.string(),
  image: z.string(),
  unit: z.string(),
  barcode: z.string(),
  qty: Qty,
});
export const Case = z.object({
  caseId: Id,
  no: z.string(),
  orderId: Id,
  orderNo: z.string(),
  storeId: Id,
  storeName: z.string(),
  customer: z.string(),
  kind: Kind,
  kindText: z.string(),
  reasonText: z.string(),
  note: z.string(),
  status: CaseStatus,
  statusText: z.string(),
  /** Where it stands, in a sentence for the shopper. */
  says: z.string(),
  lines: z.array(CaseLine),
  pieces: Count,
  /** Links to the shopper's photos; only for those who decide, and the shopper. */
  photos: z.array(z.string()),
  parcel: z.object({ carrier: z.string(), waybill: z.string(), at: Time }).nullable(),
  gifts: z.array(
    z.object({
      skuId: Id,
      title: z.string(),
      spec: z.string(),
      image: z.string(),
      qty: Qty,
      fen: Fen,
      kept: z.boolean(),
    }),
  ),
  /** What the shopper wrote when a refusal was put before HQ; empty: it was not. */
  appealText: z.string(),
  /** Computed when it was applied for (of an exchange: what the pieces are worth); what really went back. */
  askedFen: Fen,
  refundFen: Fen,
  refund: z.enum(['pending', 'done', 'failed']).nullable(),
  /** First desk that may approve. */
  desk: z.enum(['service', 'storeManager', 'hq']),
  deskText: z.string(),
  approvals: z.array(z.object({ name: z.string(), at: Time })),
  level: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  respondBy: Time.nullable(),
  late: z.boolean(),
  canWithdraw: z.boolean(),
  canAppeal: z.boolean(),
  canSend: z.boolean(),
  steps: z.array(z.object({ at: Time, text: z.string(), by: z.string() })),
  createdAt: Time,
});

/** Pieces by line: which of a line go is decided here, the dearest first. */
export const AskedLines = z
  .array(z.object({ lineId: Id, qty: Qty }))
  .min(1)
  .max(50);
const mine = { context: 'aftersales', deploy: 'afterSales', who: ['shopper'] } as const;
export const NOT_OPEN = '这笔订单还不能申请售后，请收货后再来';
const TOO_LATE = '已经过了售后期限，如有疑问请联系门店';
const NOT_FREE = '有商品已经退过或正在售后中，请刷新后重新选择';
export const WRONG_STATE = '这张售后单的状态已经变了，请刷新后再操作';

export const previewRefund = defineCall('previewRefund', {
  ...mine,
  title: '售后试算',
  input: z.object({
    orderId: Id,
    reason: Reason.optional(),
    /** Empty: only what may be chosen. */
    lines: z
      .array(z.object({ lineId: Id, qty: Qty }))
      .max(50)
      .default([]),
    kind: Kind.optional(),
    /** Gifts that fall due and stay with the shopper: they are deducted. */
    keptGifts: z.array(Id).max(20).default([]),
  }),
  output: z.object({
    orderNo: z.string(),
    storeName: z.string(),
    lines: z.array(
      z.object({
        lineId: Id,
        title: z.string(),
        spec: z.string(),
        image: z.string(),
        unit: z.string(),
        qty: Qty,
        /** Pieces that may be chosen now. */
        free: Count,
        /** Why not all of them; empty: all. */
        why: z.string(),
      }),
    ),
    reasons: z.array(z.object({ reason: Reason, text: z.string(), kinds: z.array(Kind) })),
    gifts: z.array(
      z.object({ skuId: Id, title: z.string(), image: z.string(), qty: Qty, fen: Fen }),
    ),
    refund: z
      .object({
        refundFen: Fen,
        providerFen: Fen,
        walletFen: Fen,
        freightFen: Fen,
        pointsBack: Count,
        pointsTaken: SignedFen,
        giftFen: Fen,
      })
      .nullable(),
  }),
  errors: { NOT_OPEN, NOT_FREE },
});

export const applyAfterSale = defineCall('applyAfterSale', {
  ...mine,
  title: '申请售后',
  once: true,
  input: z.object({
    requestId: RequestId,
    orderId: Id,
    kind: Kind,
    reason: Reason,
    note: Note(200).default(''),
    lines: AskedLines,
    keptGifts: z.array(Id).max(20).default([]),
    photos: z.array(FileId).max(6).default([]),
    /** What the shopper saw (0 for an exchange); the server computes anew and compares. */
    expectedFen: Fen,
  }),
  output: z.object({ caseId: Id, status: CaseStatus }),
  errors: {
    NOT_OPEN,
    TOO_LATE,
    NOT_FREE,
    WRONG_KIND: '这个原因不能选择这种方式，请重新选择',
    NOT_YOUR_FILE: '有照片没有传好，请删掉后重新添加',
    AMOUNT_CHANGED: '可退金额有变动，请确认后重新提交',
  },
});

export const listMyAfterSales = defineCall('listMyAfterSales', {
  ...mine,
  title: '我的售后',
  input: z.object({ orderId: Id.optional() }),
  output: z.object({ items: z.array(Case) }),
});

export const getAfterSale = defineCall('getAfterSale', {
  ...mine,
  title: '售后进度',
  input: z.object({ caseId: Id }),
  output: Case,
});

export const withdrawAfterSale = defineCall('withdrawAfterSale', {
  ...mine,
  title: '撤销售后',
  once: true,
  input: z.object({ requestId: RequestId, caseId: Id }),
  output: z.object({ status: CaseStatus }),
  errors: { WRONG_STATE },
});

export const appealAfterSale = defineCall('appealAfterSale', {
  ...mine,
  title: '售后申诉',
  once: true,
  input: z.object({ requestId: RequestId, caseId: Id, text: Text(200) }),
  output: z.object({ status: CaseStatus }),
  errors: { WRONG_STATE, NOT_FREE, TOO_LATE: '申诉要在 7 天内提出，请联系门店' },
});

export const sendBackParcel = defineCall('sendBackParcel', {
  ...mine,
  title: '填写退货快递',
  once: true,
  input: z.object({
    requestId: RequestId,
    caseId: Id,
    carrier: Text(20),
    waybill: z.string().regex(/^[A-Za-z0-9-]{6,32}$/),
  }),
  output: z.object({ status: CaseStatus }),
  errors: { WRONG_STATE, NOT_BY_PARCEL: '换货要带到门店当面换，不能邮寄' },
});
