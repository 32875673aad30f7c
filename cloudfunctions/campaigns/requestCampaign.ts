import { requestCampaign } from '#shared/contracts/storeCampaigns';
import { templateOf } from '#shared/domain/campaigns/templates';
import type { CampaignRequestDoc } from '#shared/model/docs';
import { serve } from '../kit/serve';
import { signed } from './signed';

/** Answers a shop waits for at once; a request is cheap to make and dear to read. */
const OPEN_AT_MOST = 3;

/** A shop asks headquarters for a campaign of its own: template, goods, money, dates. */
export const main = serve(requestCampaign, async (input, ctx) => {
  const { storeId, template, title, skuIds, budgetFen, from, until, reason } = input;
  if (until <= from || until <= ctx.now) return ctx.refuse('BAD_PERIOD');
  if (!templateOf(template)?.forStores)
    return ctx.refuse('BAD_INPUT', { message: '这个模板门店不能申请，请换一个' });
  const [open, listings] = await Promise.all([
    ctx.db.count('campaignRequests', { storeId, status: 'submitted' }),
    ctx.db.getMany(
      'listings',
      skuIds.map((skuId) => `${storeId}:${skuId}`),
    ),
  ]);
  if (open >= OPEN_AT_MOST) return ctx.refuse('TOO_MANY');
  const sold = new Set(listings.filter((l) => l.onShelf).map(({ skuId }) => skuId));
  if (!skuIds.every((skuId) => sold.has(skuId))) return ctx.refuse('NOT_SOLD_HERE');

  const { by, name: byName } = signed(ctx);
  const request: CampaignRequestDoc = {
    _id: ctx.newId('cr'),
    storeId,
    template,
    title,
    skuIds: [...new Set(skuIds)],
    budgetFen,
    from,
    until,
    reason,
    status: 'submitted',
    campaignId: null,
    by,
    byName,
    decided: null,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  };
  return ctx.write(async (tx) => {
    await tx.insert('campaignRequests', request);
    const { _id: targetId } = request;
    const target = { target: 'campaignRequests' as const, targetId, storeId };
    tx.audit({ ...target, before: null, after: request, reason });
    return { requestNo: targetId, status: 'submitted' as const };
  });
});
