import type { AfterSaleDoc } from '#shared/model/docs';
import type { Ctx, Tx } from '../kit/ports';

/** The member's own case; another's answers exactly as one that is not there. */
export async function ownCase(
  from: Pick<Tx, 'get'> | Pick<Ctx['db'], 'get'>,
  ctx: Pick<Ctx, 'refuse'>,
  memberId: string,
  caseId: string,
): Promise<AfterSaleDoc> {
  const doc = await from.get('afterSales', caseId);
  if (doc?.memberId !== memberId) return ctx.refuse('NOT_FOUND');
  return doc;
}
