import * as z from 'zod';
import type { PayState } from '../ports';

export const Prepaid = z.object({ prepay_id: z.string().min(1) });

export const Callback = z.object({
  event_type: z.string(),
  resource: z.object({
    algorithm: z.string(),
    ciphertext: z.string(),
    nonce: z.string(),
    associated_data: z.string().optional(),
  }),
});

const STATES = ['SUCCESS', 'REFUND', 'NOTPAY', 'CLOSED', 'USERPAYING', 'PAYERROR'] as const;

export const Transaction = z.object({
  appid: z.string(),
  mchid: z.string(),
  out_trade_no: z.string(),
  transaction_id: z.string().optional(),
  // REVOKED concerns payment codes at a counter; for us it is closed.
  trade_state: z.enum([...STATES, 'REVOKED']),
  success_time: z.iso.datetime({ offset: true }).optional(),
  // Absent while unpaid.
  amount: z
    .object({ total: z.int().min(0).optional(), currency: z.literal('CNY').optional() })
    .optional(),
});

export const stateOf = (t: z.output<typeof Transaction>): PayState => ({
  outTradeNo: t.out_trade_no,
  state: t.trade_state === 'REVOKED' ? 'CLOSED' : t.trade_state,
  amountFen: t.amount?.total ?? 0,
  transactionId: t.transaction_id ?? null,
  paidAt: t.success_time ? Date.parse(t.success_time) : null,
});

export const RefundAnswer = z.object({
  status: z.enum(['SUCCESS', 'CLOSED', 'PROCESSING', 'ABNORMAL']),
});

/** ABNORMAL: the card is gone, somebody has to look; CLOSED: the refund will not happen. */
export const refundState = ({ status }: z.output<typeof RefundAnswer>) =>
  status === 'SUCCESS' ? 'done' : status === 'PROCESSING' ? 'processing' : 'failed';
