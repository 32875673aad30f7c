import * as z from 'zod';
import { Case, CaseStatus, NOT_OPEN, WRONG_STATE } from './aftersales';
import { defineCall } from './kit';
import { Count, Fen, Id, Note, RequestId } from './shapes';

const desk = { context: 'aftersales', deploy: 'afterSalesDesk', scope: 'storeId' } as const;
export const ENDED = '这些商品已经不能退款，请拒绝并说明原因';

export const NO_REPLACEMENT = '这里没有足够的货可换，请改为退货退款，或到有货的门店换';

export const listStoreAfterSales = defineCall('listStoreAfterSales', {
  ...desk,
  title: '本店售后单',
  who: ['storeManager', 'service', 'cashier'],
  input: z.object({ storeId: Id, tab: z.enum(['todo', 'returning', 'done']).default('todo') }),
  output: z.object({
    items: z.array(Case),
    counts: z.object({ todo: Count, returning: Count, late: Count }),
  }),
});

/** A case of the shop, or of any shop when its goods are to be taken back and the shopper shows the number. */
export const getStoreAfterSale = defineCall('getStoreAfterSale', {
  ...desk,
  title: '售后单（门店）',
  who: ['storeManager', 'service', 'cashier'],
  input: z.object({ storeId: Id, caseId: Id.optional(), no: z.string().trim().max(40).optional() }),
  output: z.object({
    case: Case,
    /** What the caller may do now. */
    mayApprove: z.boolean(),
    mayReject: z.boolean(),
    mayReceive: z.boolean(),
  }),
});

export const decideAfterSale = defineCall('decideAfterSale', {
  ...desk,
  title: '处理售后（门店）',
  who: ['storeManager', 'service'],
  once: true,
  input: z.object({
    requestId: RequestId,
    storeId: Id,
    caseId: Id,
    approve: z.boolean(),
    text: Note(100),
  }),
  output: z.object({ status: CaseStatus, refundFen: Fen }),
  errors: {
    WRONG_STATE,
    NOT_OPEN,
    OVER_LIMIT: '金额超过你的审批额度，请店长或总部处理',
    REASON_MISSING: '拒绝要写明原因，顾客会看到',
    ENDED,
    NO_REPLACEMENT,
  },
});

export const receiveReturn = defineCall('receiveReturn', {
  ...desk,
  title: '验收退货',
  who: ['storeManager', 'service', 'cashier'],
  once: true,
  input: z.object({
    requestId: RequestId,
    storeId: Id,
    caseId: Id,
    /** Pieces by line and condition; together every piece of the case. */
    lines: z
      .array(
        z.object({
          lineId: Id,
          /** Back on this shop's shelf; taken back but not for sale; handed back to the shopper. */
          sellable: Count,
          damaged: Count,
          refused: Count,
        }),
      )
      .min(1)
      .max(50),
    /** Of the gifts that should come along; what is missing is deducted. */
    gifts: z
      .array(z.object({ skuId: Id, sellable: Count, damaged: Count, missing: Count }))
      .max(20)
      .default([]),
    text: Note(100).default(''),
  }),
  output: z.object({
    status: CaseStatus,
    refundFen: Fen,
    restocked: Count,
    /** Replacements handed to the shopper. */
    handed: Count,
  }),
  errors: {
    WRONG_STATE,
    COUNT_WRONG: '件数和售后单对不上，请核对每件商品',
    REASON_MISSING: '有商品没有收下，请写明原因，顾客会看到',
    ENDED,
    NO_REPLACEMENT,
  },
});

export type Received = z.output<typeof receiveReturn.input>['lines'];
export type ReceivedGifts = z.output<typeof receiveReturn.input>['gifts'];
