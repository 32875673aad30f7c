import { decideCampaignRequest } from '#shared/contracts/storeCampaigns';
import { compile } from '#shared/domain/campaigns/compile';
import type { RuleForm } from '#shared/domain/campaigns/declare';
import { templateOf } from '#shared/domain/campaigns/templates';
import { split } from '#shared/domain/money';
import type { CampaignDoc, CampaignPlan, CampaignRequestDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';
import { serve } from '../kit/serve';
import { signed } from './signed';

/**
 * Headquarters answers a shop. A yes makes the shop's own campaign, approved with the money headquarters gives,
 * and still to be published: the shop asked and headquarters signs, that is the second pair of eyes.
 */
export const main = serve(decideCampaignRequest, async (input, ctx) => {
  const { requestNo, approve, note } = input;
  const campaignId = ctx.newId('cp');
  const seen = await ctx.db.get('campaignRequests', requestNo);
  if (!seen) return ctx.refuse('NOT_FOUND');
  ctx.reach(seen.storeId);
  const forms = formsOf(seen);
  const ids = forms.map(() => ctx.newId('pr'));
  return ctx.write(async (tx) => {
    const request = await tx.get('campaignRequests', requestNo);
    if (request?.status !== 'submitted') return ctx.refuse('WRONG_STAGE');
    if (approve && request.until <= ctx.now) return ctx.refuse('TOO_LATE');
    const budgetFen = approve ? (input.budgetFen ?? request.budgetFen) : 0;
    if (approve) {
      const plan = planFor(request, forms, ids, budgetFen);
      await tx.insert('campaigns', campaignOf(request, plan, campaignId, note, ctx));
    }
    const status = approve ? ('approved' as const) : ('rejected' as const);
    const decided = { ...signed(ctx), note, budgetFen };
    const set = {
      status,
      decided,
      campaignId: approve ? campaignId : null,
      updatedAt: ctx.now,
    };
    await tx.update('campaignRequests', requestNo, { set });
    tx.audit({
      target: 'campaignRequests',
      targetId: requestNo,
      storeId: request.storeId,
      before: { status: request.status },
      after: { status, budgetFen },
      reason: note,
    });
    return { requestNo, status, campaignId: approve ? campaignId : null };
  });
});

/** The template's rules, on the goods the shop named. */
const formsOf = ({ template, skuIds }: CampaignRequestDoc): RuleForm[] =>
  (templateOf(template)?.rules ?? []).map((form) =>
    form.type === 'freeFreight' || skuIds.length === 0 ? form : { ...form, skuIds },
  );

/** The money is split over the rules: each has a hard ledger of its own. */
function planFor(
  request: CampaignRequestDoc,
  forms: readonly RuleForm[],
  ids: readonly string[],
  budgetFen: number,
): CampaignPlan {
  const { storeId, title, from, until, reason } = request;
  const place = { storeIds: [storeId], storeTags: [], regionIds: [] };
  const parts = split(
    budgetFen,
    forms.map(() => 1),
  );
  const rules = forms.map((form, at) =>
    compile(
      { ...form, budgetFen: parts[at] ?? 0 },
      {
        id: ids[at] ?? '',
        version: 1,
        place,
        from,
        until,
        ownerStoreId: storeId,
        gift: () => ({ title: '', listedFen: 0 }),
      },
    ),
  );
  const page = templateOf(request.template)?.page;
  return {
    name: title,
    note: reason,
    place,
    from,
    until,
    rules,
    bundleSkuIds: [],
    page: page ? { ...page, title: title.slice(0, 20), image: '' } : null,
  };
}

function campaignOf(
  { _id: requestId, storeId, by, byName, createdAt }: CampaignRequestDoc,
  plan: CampaignPlan,
  _id: string,
  note: string,
  ctx: Ctx,
): CampaignDoc {
  return {
    _id,
    plan,
    version: 1,
    stage: 'approved',
    live: null,
    prior: null,
    liveUntil: 0,
    stopped: null,
    ownerStoreId: storeId,
    requestId,
    submitted: { by, name: byName, at: createdAt },
    decided: { ...signed(ctx), approved: true, note },
    savedBy: by,
    createdBy: by,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  };
}
