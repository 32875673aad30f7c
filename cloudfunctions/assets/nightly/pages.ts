import type { Collection, Docs } from '#shared/model/docs';
import { gt } from '../../kit/conditions';
import type { Ctx, Where } from '../../kit/ports';
import { workThrough, type Swept } from '../../orders/sweep/pages';

const PAGE = 100;
/** Answer and bookkeeping still have to fit; the next run goes on. */
const RESERVE_MS = 8_000;

/**
 * Works through everything a filter finds, page by page in the order of ids. Each item is decided by its own
 * transaction, so runs may overlap or die; one that fails is logged and left for the next run.
 */
export async function sweepAll<C extends Collection>(
  ctx: Pick<Ctx, 'db' | 'left' | 'log'>,
  collection: C,
  where: Where,
  work: (doc: Docs[C]) => Promise<boolean>,
): Promise<Swept> {
  let total: Swept = { done: 0, failed: 0, more: false };
  let last = '';
  for (;;) {
    const page = await ctx.db.find(collection, last === '' ? where : { ...where, _id: gt(last) }, {
      sort: { _id: 1 },
      limit: PAGE,
    });
    const { done, failed } = await workThrough(page, work, ({ _id }, error) =>
      ctx.log({ [`${collection}:${_id}`]: String(error) }),
    );
    const more = page.length === PAGE;
    total = { done: total.done + done, failed: total.failed + failed, more };
    if (!more || ctx.left() < RESERVE_MS) return total;
    last = page.at(-1)?._id ?? last;
  }
}
