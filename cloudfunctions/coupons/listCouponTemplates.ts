import { listCouponTemplates } from '#shared/contracts/hqCoupons';
import { validInStore } from '#shared/domain/coupon';
import { found, wordsOf } from '#shared/domain/search';
import { storeNames } from '../campaigns/stores';
import { readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { templateRow } from './templateRow';

/** What waits for a decision first, then what is being issued, the newest first. */
const ORDER = ['pending', 'active', 'stopped', 'rejected'] as const;

/** Templates of all times: some hundreds in the life of a chain, so they are sorted and counted here. */
export const main = serve(listCouponTemplates, async (input, ctx) => {
  const { status, type, storeId, page, size } = input;
  const [templates, names] = await Promise.all([
    readAll(ctx.db, 'couponTemplates', {
      ...(status ? { status } : {}),
      ...(type ? { type } : {}),
    }),
    storeNames(ctx),
  ]);
  const words = wordsOf(input.query);
  const wanted = templates
    .filter((t) => found(words, t.name) && (storeId === undefined || validInStore(t, storeId)))
    .toSorted(
      (a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || b.createdAt - a.createdAt,
    );
  return {
    items: wanted.slice((page - 1) * size, page * size).map((t) => templateRow(t, names)),
    total: wanted.length,
  };
});
