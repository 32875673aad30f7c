import { rehearseCampaign } from '#shared/contracts/rehearsal';
import { anyWeek, NOTHING_YET } from '#shared/domain/campaigns/rehearsal';
import { DAY_MS } from '#shared/domain/time';
import type { CampaignDoc, OrderDoc, RehearsalDoc } from '#shared/model/docs';
import { moneyRules } from '../assets/rules';
import { gt } from '../kit/conditions';
import type { Ctx } from '../kit/ports';
import { byId, readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { nextOrders, whereOf } from './pastOrders';
import { replay, type ReplayWith } from './replay';
import { reportOf, sumsOf } from './rehearsalReport';
import { storesOf } from './stores';

const WEEK_DAYS = 7;
/** Time one page may need; the answer leaves before the platform's limit. */
const PAGE_MS = 5_000;
const PAGES = 6;

/**
 * Runs last week's real orders through the engine with and without the campaign, a few pages a call; what was
 * summed so far is kept, so whoever calls again goes on. Changes nothing but its own report.
 */
export const main = serve(rehearseCampaign, async ({ campaignId, version, again }, ctx) => {
  const campaign = await ctx.db.get('campaigns', campaignId);
  if (!campaign) return ctx.refuse('NOT_FOUND');
  if (campaign.ownerStoreId !== null) ctx.reach(campaign.ownerStoreId);
  if (campaign.version !== version) return ctx.refuse('STALE');
  const _id = `${campaignId}:${version}`;
  const kept = await ctx.db.get('rehearsals', _id);
  const begun = !kept || (again && kept.done) ? begin(campaign, ctx) : kept;
  const names = await liveRules(ctx, campaign);
  const total = await ctx.db.count('orders', whereOf(campaign.plan, begun.from, begun.until));
  const report = (doc: RehearsalDoc) =>
    reportOf(doc, campaign.plan, total, new Map(names.map(({ id, name }) => [id, name])));
  if (begun.done) return report(begun);

  const after = await workOn(ctx, campaign, begun, names);
  return report(
    await ctx.write(async (tx) => {
      const now = await tx.get('rehearsals', _id);
      // Somebody else went on with it meanwhile: theirs stands.
      const overtaken = now !== undefined && now.cursor !== begun.cursor && begun === kept;
      const stands = overtaken ? now : after;
      if (!overtaken) await tx.set('rehearsals', after);
      const { cursor, done } = stands;
      const target = { target: 'rehearsals' as const, targetId: _id };
      const storeId = campaign.ownerStoreId;
      tx.audit({
        ...target,
        storeId,
        before: null,
        after: { done, seen: sumsOf(stands).seen, cursor },
      });
      return stands;
    }),
  );
});

function begin({ _id, version }: CampaignDoc, { now, me }: Pick<Ctx, 'now' | 'me'>): RehearsalDoc {
  return {
    _id: `${_id}:${version}`,
    campaignId: _id,
    version,
    cursor: '',
    done: false,
    from: now - WEEK_DAYS * DAY_MS,
    until: now,
    sums: { ...NOTHING_YET },
    by: me.id,
    at: now,
  };
}

/** Rules of other campaigns that live at the same time: the ones it would meet. */
async function liveRules({ db, now }: Pick<Ctx, 'db' | 'now'>, { _id, plan }: CampaignDoc) {
  const campaigns = await readAll(db, 'campaigns', { liveUntil: gt(now) });
  return campaigns
    .filter((other) => other._id !== _id)
    .flatMap(({ live }) =>
      live && live.from < plan.until && plan.from < live.until ? live.rules : [],
    );
}

type WorkCtx = Pick<Ctx, 'cached' | 'db' | 'left'>;

async function workOn(
  ctx: WorkCtx,
  { plan }: CampaignDoc,
  doc: RehearsalDoc,
  others: Awaited<ReturnType<typeof liveRules>>,
): Promise<RehearsalDoc> {
  const campaign = plan.rules.map(anyWeek);
  const beside = others.map(anyWeek);
  const gifts = plan.rules.flatMap((rule) =>
    rule.type === 'fullGift' ? rule.tiers.flatMap((tier) => tier.gifts.map((g) => g.skuId)) : [],
  );
  let { cursor, done } = doc;
  let sums = sumsOf(doc);
  for (let page = 0; page < PAGES && !done && ctx.left() > PAGE_MS; page += 1) {
    const next = await nextOrders(ctx, plan, doc, cursor);
    const using = await worldFor(ctx, next.orders, gifts);
    for (const order of next.orders)
      sums = replay(sums, order, { ...using, campaign, others: beside });
    ({ cursor, last: done } = next);
  }
  return { ...doc, cursor, done, sums: { ...sums } };
}

/** What the orders of a page are priced by: goods, shops and buyers as they are today. */
async function worldFor(
  ctx: WorkCtx,
  orders: readonly OrderDoc[],
  gifts: readonly string[],
): Promise<Omit<ReplayWith, 'campaign' | 'others'>> {
  const sold = orders.flatMap(({ lines }) => lines.map(({ skuId }) => skuId));
  const [skus, assets, stores, rules] = await Promise.all([
    byId(ctx.db, 'skus', [...sold, ...gifts]),
    byId(
      ctx.db,
      'assets',
      orders.map(({ memberId }) => memberId),
    ),
    storesOf(ctx),
    moneyRules(ctx),
  ]);
  return { skus, assets, stores, rules };
}
