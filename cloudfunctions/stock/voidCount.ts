import { voidCount } from '#shared/contracts/counts';
import { serve } from '../kit/serve';
import { moveSheet, sheetIn } from './count/change';

export const main = serve(voidCount, async (input, ctx) =>
  ctx.write(async (tx) => {
    const sheet = await sheetIn(tx, ctx, input);
    if (sheet.booked > 0) return ctx.refuse('SOME_BOOKED');
    return moveSheet(tx, ctx, sheet, 'void', `作废：${input.reason}`);
  }),
);
