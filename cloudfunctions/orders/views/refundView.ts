import { refundSaid } from '#shared/domain/pricing/refundSaid';
import type { RefundDoc } from '#shared/model/docs';
import type { Db } from '../../kit/ports';

export const refundDocsOf = (db: Db, orderId: string): Promise<RefundDoc[]> =>
  db.find('refunds', { orderId }, { sort: { createdAt: 1 } });

/** Refunds of an order, oldest first. */
export const refundsOf = async (db: Db, orderId: string) =>
  (await refundDocsOf(db, orderId)).map(refundView);

/** What went back: the payment company's part, the wallet's two, and all of it together. */
export function refundView(refund: RefundDoc) {
  const { amountFen: providerFen, principalFen, bonusFen, pointsBack, pointsTaken } = refund;
  const moved = { providerFen, principalFen, bonusFen, pointsBack, pointsTaken };
  return {
    refundId: refund._id,
    amountFen: providerFen + principalFen + bonusFen,
    ...moved,
    text: refundSaid({ ...moved, cash: refund.cash === true }),
    reason: refund.reason,
    status: seen(refund.status),
    at: refund.createdAt,
  };
}

/** `sent` is still on its way for the reader, and so is cash that waits at the till. */
const seen = (status: RefundDoc['status']): 'pending' | 'done' | 'failed' =>
  status === 'sent' || status === 'atTill' ? 'pending' : status;
