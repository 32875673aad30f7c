import { saveCampaign } from '#shared/contracts/campaigns';
import type { CampaignDoc, CampaignPlan } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';
import { planOf, skusIn, wrongInPlan } from './planOf';

/**
 * A new campaign, or a new version of its plan. What shops apply stays as it was published until the new plan
 * has been approved and published in its turn.
 */
export const main = serve(saveCampaign, async (input, ctx) => {
  const { campaignId, plan: form } = input;
  if (form.until <= form.from || form.until <= ctx.now) return ctx.refuse('BAD_PERIOD');
  const skus = await byId(ctx.db, 'skus', skusIn(form));
  const wrong = wrongInPlan(form, skus);
  const [first] = wrong;
  if (first !== undefined) return ctx.refuse('BAD_PLAN', { message: first, detail: { wrong } });

  const newId = ctx.newId('cp');
  const newIds = form.rules.map(() => ctx.newId('pr'));
  return ctx.write(async (tx) => {
    const before = campaignId === undefined ? undefined : await tx.get('campaigns', campaignId);
    if (campaignId !== undefined && !before) return ctx.refuse('NOT_FOUND');
    if (before && before.version !== input.version) return ctx.refuse('STALE');
    const version = (before?.version ?? 0) + 1;
    const ownerStoreId = before?.ownerStoreId ?? null;
    const place = ownerStoreId === null ? form.place : onlyIn(ownerStoreId);
    const known = before?.plan.rules.map(({ id }) => id) ?? [];
    const using = { version, ownerStoreId, skus, known, newIds };
    const after = saved(before, newId, planOf({ ...form, place }, using), version, ctx);
    await tx.set('campaigns', after);
    tx.audit({
      target: 'campaigns',
      targetId: after._id,
      storeId: ownerStoreId,
      before: before?.plan ?? null,
      after: after.plan,
    });
    return { campaignId: after._id, version };
  });
});

/** A shop's own campaign never leaves its shop, whoever edits it. */
const onlyIn = (storeId: string) => ({ storeIds: [storeId], storeTags: [], regionIds: [] });

const saved = (
  before: CampaignDoc | undefined,
  newId: string,
  plan: CampaignPlan,
  version: number,
  { me, now }: Pick<Ctx, 'me' | 'now'>,
): CampaignDoc => ({
  _id: newId,
  live: null,
  prior: null,
  liveUntil: 0,
  stopped: null,
  ownerStoreId: null,
  requestId: null,
  createdBy: me.id,
  createdAt: now,
  ...before,
  plan,
  version,
  // A changed plan has not been seen by anybody yet.
  stage: 'draft',
  submitted: null,
  decided: null,
  savedBy: me.id,
  updatedAt: now,
});
