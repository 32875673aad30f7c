import { getTill } from '#shared/contracts/till';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';
import { TILLS, runningOf } from './session';
import { sessionView } from './views';

/** The shop's tills, the caller's own session, and cash that customers are still to get. */
export const main = serve(getTill, async ({ storeId }, ctx) => {
  const [{ tills, sessions }, store, owed] = await Promise.all([
    runningOf(ctx.db, storeId),
    ctx.db.get('stores', storeId),
    ctx.db.find('refunds', { storeId, status: 'atTill' }, { sort: { createdAt: 1 }, limit: 50 }),
  ]);
  const orders = await byId(
    ctx.db,
    'orders',
    owed.map(({ orderId }) => orderId),
  );
  const numbers = new Set([
    ...Array.from({ length: TILLS }, (_, at) => at + 1),
    ...tills.map(({ tillNo }) => tillNo),
  ]);
  const mine = sessions.find(({ cashierId }) => cashierId === ctx.me.id);
  return {
    tills: [...numbers]
      .sort((a, b) => a - b)
      .map((tillNo) => {
        const till = tills.find((one) => one.tillNo === tillNo);
        const session = sessions.find(({ _id }) => _id === till?.sessionId);
        return {
          tillNo,
          cashier: session?.cashier ?? '',
          sessionId: session?._id ?? null,
          leftFen: till?.leftFen ?? 0,
        };
      }),
    mine: mine ? sessionView(mine, store?.name ?? '') : null,
    payOuts: owed.map(({ _id, orderId, amountFen, createdAt }) => ({
      refundId: _id,
      orderNo: orders.get(orderId)?.no ?? '',
      customer: orders.get(orderId)?.customer ?? '',
      amountFen,
      at: createdAt,
    })),
  };
});
