import { lt, oneOf } from '../../kit/conditions';
import type { Ctx } from '../../kit/ports';
import { executeRefund } from '../executeRefund';
import { PAGE, workThrough, type Swept } from './pages';

/** Refunds the payment company has not finished: banks take days, and the company may have been away. */
export async function repeatRefunds(ctx: Ctx): Promise<Swept> {
  const refunds = await ctx.db.find(
    'refunds',
    { status: oneOf(['pending', 'sent', 'failed']), nextTryAt: lt(ctx.now) },
    { sort: { nextTryAt: 1 }, limit: PAGE },
  );
  return workThrough(
    refunds,
    async ({ _id }) => (await executeRefund(ctx, _id)) === 'done',
    ({ _id }, error) => ctx.log({ [`refund:${_id}`]: String(error) }),
  );
}
