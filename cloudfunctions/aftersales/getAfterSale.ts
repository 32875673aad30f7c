import { getAfterSale } from '#shared/contracts/aftersales';
import { serve } from '../kit/serve';
import { shopperOf } from '../kit/shopper';
import { ownCase } from './ownCase';
import { caseView } from './view';

export const main = serve(getAfterSale, async ({ caseId }, ctx) =>
  caseView(ctx, await ownCase(ctx.db, ctx, shopperOf(ctx).id, caseId)),
);
