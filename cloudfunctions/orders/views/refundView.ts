import type { RefundDoc } from '#shared/model/docs';
import type { Db } from '../../kit/ports';

/** Refunds of an order, oldest first; `sent` is still on its way for the reader. */
export async function refundsOf(db: Db, orderId: string) {
  const refunds = await db.find('refunds', { orderId }, { sort: { createdAt: 1 } });
  return refunds.map(({ _id, amountFen, reason, status, createdAt }) => ({
    refundId: _id,
    amountFen,
    reason,
    status: seen(status),
    at: createdAt,
  }));
}

const seen = (status: RefundDoc['status']): 'pending' | 'done' | 'failed' =>
  status === 'sent' ? 'pending' : status;
