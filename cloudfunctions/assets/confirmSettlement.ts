import { confirmSettlement } from '#shared/contracts/hqMoney';
import { accounts, entry } from '#shared/domain/membership/ledger';
import { serve } from '../kit/serve';
import { book } from './books';

/** The bank has moved what a statement says; its open amount goes to 0. */
export const main = serve(confirmSettlement, async ({ settlementId, paidRef }, ctx) =>
  ctx.write(async (tx) => {
    const doc = await tx.get('settlements', settlementId);
    if (!doc) return ctx.refuse('NOT_FOUND');
    if (doc.status === 'paid') return ctx.refuse('DECIDED');
    const { storeId, netFen, period } = doc;
    await tx.update('settlements', settlementId, {
      set: { status: 'paid', paidAt: ctx.now, paidRef },
    });
    await book(
      tx,
      `settled:${settlementId}`,
      [
        ...entry(accounts.settled(storeId), -netFen, storeId),
        ...entry(`bank:${storeId}`, netFen, storeId),
      ],
      { at: ctx.now, memberId: null, storeId, text: `${period} 周结算已付` },
    );
    tx.audit({
      target: 'settlements',
      targetId: settlementId,
      storeId: storeId === 'hq' ? null : storeId,
      before: { status: doc.status },
      after: { status: 'paid', paidRef, netFen },
    });
    return { status: 'paid' as const };
  }),
);
