import { listMemberLedger } from '#shared/contracts/hqMoney';
import { serve } from '../kit/serve';
import { statementOf } from './views/statement';

/** The same statement the member sees. */
export const main = serve(listMemberLedger, async ({ memberId, tab, cursor }, ctx) =>
  statementOf(ctx.db, memberId, tab, cursor),
);
