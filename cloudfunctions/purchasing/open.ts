import { WAITING, waitingOf } from '#shared/domain/purchasing/purchase';
import { oneOf } from '../kit/conditions';
import type { Ctx } from '../kit/ports';
import { readAll } from '../kit/readAll';

/** Orders whose goods are still to come, as `comingOf` reads them. */
export const openPurchases = async ({ db }: Pick<Ctx, 'db'>) =>
  (await readAll(db, 'purchases', { status: oneOf([...WAITING]) })).map(({ lines }) => ({
    lines: lines.map(({ skuId, stores }) => ({
      skuId,
      stores: stores.map((part) => ({ storeId: part.storeId, waiting: waitingOf(part) })),
    })),
  }));
