import { holdsIn } from '#shared/domain/campaigns/place';
import type { CampaignPlan, OrderDoc } from '#shared/model/docs';
import { between } from '../kit/conditions';
import type { Ctx, Where } from '../kit/ports';
import { storesOf } from './stores';

/** Orders read at once. */
const PAGE = 100;

export interface OrderPage {
  /** Paid orders of shops the plan means. */
  readonly orders: readonly OrderDoc[];
  readonly cursor: string;
  readonly last: boolean;
}

/** Orders of these days that may be meant: of one shop where the plan is for one. */
export const whereOf = ({ place }: CampaignPlan, from: number, until: number): Where => {
  const [only] = place.storeIds;
  const single =
    place.storeIds.length === 1 && place.storeTags.length + place.regionIds.length === 0;
  return { createdAt: between(from, until), ...(single && only ? { storeId: only } : {}) };
};

/**
 * The next page in the order of time. The cursor is the last order's instant and the ids already seen at it, so
 * orders of one millisecond are neither skipped nor looked at twice.
 */
export async function nextOrders(
  ctx: Pick<Ctx, 'cached' | 'db'>,
  plan: CampaignPlan,
  period: { readonly from: number; readonly until: number },
  cursor: string,
): Promise<OrderPage> {
  const [at = '', ...seen] = cursor === '' ? [] : cursor.split(' ');
  const from = at === '' ? period.from : Number(at);
  const limit = PAGE + seen.length;
  const [page, stores] = await Promise.all([
    ctx.db.find('orders', whereOf(plan, from, period.until), {
      sort: { createdAt: 1, _id: 1 },
      limit,
    }),
    storesOf(ctx),
  ]);
  const fresh = page.filter(({ _id }) => !seen.includes(_id));
  const end = fresh.at(-1)?.createdAt ?? from;
  const same = page.filter(({ createdAt }) => createdAt === end).map(({ _id }) => _id);
  return {
    orders: fresh.filter(({ paidAt, storeId }) => {
      const store = stores.get(storeId);
      return paidAt !== null && store !== undefined && holdsIn(plan.place, store);
    }),
    cursor: [String(end), ...same].join(' '),
    last: page.length < limit,
  };
}
