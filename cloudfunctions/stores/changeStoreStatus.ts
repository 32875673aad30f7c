import { changeStoreStatus } from '#shared/contracts/stores';
import { canMove, closingList, missingToOpen } from '#shared/domain/storeStatus';
import { serve } from '../kit/serve';
import { changeStore } from './changeStore';
import { openWork } from './openWork';

export const main = serve(changeStoreStatus, async (input, ctx) => {
  const { storeId, to, reason } = input;
  // A closing shop takes no orders any more, so what is counted here only shrinks until the write.
  const work = to === 'closed' ? closingList(await openWork(ctx.db, storeId, ctx.now)) : [];

  return changeStore(
    ctx,
    input,
    (store) => {
      if (!canMove(store.status, to)) return ctx.refuse('ILLEGAL_MOVE');
      const [lng, lat] = store.loc.coordinates;
      const missing = to === 'open' ? missingToOpen({ ...store, lng, lat }) : [];
      if (missing.length > 0)
        return ctx.refuse('NOT_READY', {
          message: `还缺：${missing.join('、')}，请先补全再开店`,
          detail: { missing },
        });
      const left = work.filter((item) => item.left > 0);
      if (left.length > 0)
        return ctx.refuse('STILL_OPEN_WORK', {
          message: `${left.map((item) => item.text).join('，')}，请先处理完再关店`,
          detail: { work },
        });
      return { status: to, statusReason: reason };
    },
    reason,
  );
});
