import { listLedger } from '#shared/contracts/assets';
import { serve } from '../kit/serve';
import { shopperOf } from '../kit/shopper';
import { statementOf } from './views/statement';

/** The shopper's own statement. */
export const main = serve(listLedger, async ({ tab, cursor }, ctx) =>
  statementOf(ctx.db, shopperOf(ctx).id, tab, cursor),
);
