import { holdsIn } from '#shared/domain/campaigns/place';
import type { LivePlan, StoreDoc } from '#shared/model/docs';
import { gt } from '../kit/conditions';
import type { Ctx } from '../kit/ports';
import { readAll } from '../kit/readAll';
import { FRESH_MS } from './promotionsFor';

export interface InForce {
  readonly campaignId: string;
  readonly ownerStoreId: string | null;
  readonly live: LivePlan;
}

/** Campaigns of a shop that run or are scheduled, the ones that end first before the others. */
export async function livePlans(
  ctx: Pick<Ctx, 'cached' | 'db' | 'now'>,
  store: Pick<StoreDoc, '_id' | 'tags' | 'regionId'>,
): Promise<InForce[]> {
  const campaigns = await ctx.cached('livePlans', FRESH_MS, () =>
    readAll(ctx.db, 'campaigns', { liveUntil: gt(ctx.now) }),
  );
  return campaigns
    .flatMap(({ _id: campaignId, ownerStoreId, live }) =>
      live && ctx.now < live.until && holdsIn(live.place, store)
        ? [{ campaignId, ownerStoreId, live }]
        : [],
    )
    .toSorted((a, b) => a.live.until - b.live.until || (a.campaignId < b.campaignId ? -1 : 1));
}
