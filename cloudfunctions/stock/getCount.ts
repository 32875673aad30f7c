import { getCount } from '#shared/contracts/counts';
import { serve } from '../kit/serve';
import { sheetIn } from './count/change';
import { sheetOf } from './count/view';

export const main = serve(getCount, async (input, ctx) =>
  sheetOf(ctx, await sheetIn(ctx.db, ctx, input)),
);
