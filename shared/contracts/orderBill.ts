import * as z from 'zod';
import { Count, Fen, Id, Qty, SignedFen, Time } from './shapes';

/** How money is paid or goes back, by bucket. */
export const Tender = z.object({ providerFen: Fen, principalFen: Fen, bonusFen: Fen });

/** A refund as everybody sees it: how much, to where, which points. */
export const RefundSeen = z.object({
  refundId: Id,
  /** Over all tenders. */
  amountFen: Fen,
  ...Tender.shape,
  /** Used points that came back, earned ones that were taken. */
  pointsBack: Count,
  pointsTaken: Count,
  /** `微信退回 ¥3.50，储值本金退回 ¥15.00；退还 39 积分`. */
  text: z.string(),
  reason: z.string(),
  status: z.enum(['pending', 'done', 'failed']),
  at: Time,
});

/** An order's price to the fen, in the words of who asks. */
export const OrderBill = z.object({
  /** In the order of the calculation. */
  sentences: z.array(
    z.object({
      step: z.enum([
        'base',
        'item',
        'order',
        'coupon',
        'points',
        'freight',
        'payable',
        'tender',
        'grant',
        'gift',
        'unused',
      ]),
      text: z.string(),
      /** What it adds to the payable; 0 where it adds nothing. */
      fen: SignedFen,
    }),
  ),
  tender: Tender,
  payableFen: Fen,
  refundedFen: Fen,
  /** Every piece with its own share: what it cost, how it was paid, whether it went back. */
  lines: z.array(
    z.object({
      title: z.string(),
      spec: z.string(),
      qty: Qty,
      listFen: Fen,
      payFen: Fen,
      /** Rules that made it cheaper. */
      off: z.array(z.object({ label: z.string(), fen: Fen })),
      pieces: z.array(
        z.object({
          payFen: Fen,
          ...Tender.shape,
          points: Count,
          pointsFen: Fen,
          back: z.boolean(),
        }),
      ),
    }),
  ),
  freight: Tender,
  refunds: z.array(
    RefundSeen.extend({
      /** Goods it was for; none: the payment as a whole. */
      pieces: z.array(z.object({ title: z.string(), qty: Qty, payFen: Fen })),
      freightFen: Fen,
      /** Kept gifts, taken off the refund. */
      giftFen: Fen,
    }),
  ),
});
