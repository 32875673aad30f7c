import { dispatch } from './dispatch';
import type { DispatchCtx } from './dispatch';

/**
 * Called by a function after its commit, so that the board is right and the shop is told within seconds. Never
 * fails the caller: what goes wrong here is the timer's work. Refunds wait for the timer, they call
 * the payment company.
 */
export async function kick(ctx: DispatchCtx): Promise<void> {
  try {
    await dispatch(ctx, { limit: 20, except: ['refund.requested'] });
  } catch (error) {
    ctx.log({ kickFailed: String(error).slice(0, 200) });
  }
}
