import { listCampaigns } from '#shared/contracts/campaigns';
import { holdsIn } from '#shared/domain/campaigns/place';
import { found, wordsOf } from '#shared/domain/search';
import { stateOf, type CampaignState } from '#shared/domain/campaigns/stage';
import { byId, readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { campaignRow } from './campaignRow';
import { storesOf } from './stores';

/** What is in force or waits for somebody comes first. */
const ORDER: readonly CampaignState[] = [
  'live',
  'scheduled',
  'pending',
  'approved',
  'draft',
  'stopped',
  'ended',
];

/** Campaigns of all times: some hundreds in the life of a chain, so they are sorted and counted here. */
export const main = serve(listCampaigns, async (input, ctx) => {
  const { state, storeId, page, size } = input;
  if (storeId !== undefined) ctx.reach(storeId);
  const [campaigns, stores] = await Promise.all([readAll(ctx.db, 'campaigns', {}), storesOf(ctx)]);
  const words = wordsOf(input.query);
  const store = storeId === undefined ? undefined : stores.get(storeId);
  const wanted = campaigns
    .map((doc) => ({ doc, is: stateOf(doc, ctx.now) }))
    .filter(({ doc, is }) => (state === undefined || is === state) && found(words, doc.plan.name))
    .filter(({ doc }) => storeId === undefined || (store && holdsIn(doc.plan.place, store)))
    .filter(({ doc }) => ctx.stores === 'all' || seenBy(ctx.stores, doc.ownerStoreId))
    .toSorted(
      (a, b) => ORDER.indexOf(a.is) - ORDER.indexOf(b.is) || b.doc.updatedAt - a.doc.updatedAt,
    );
  const shown = wanted.slice((page - 1) * size, page * size);
  const ruleIds = shown.flatMap(({ doc }) => (doc.live ?? doc.plan).rules.map(({ id }) => id));
  const budgets = await byId(ctx.db, 'promoBudgets', ruleIds);
  const names = new Map([...stores].map(([id, { name }]) => [id, name]));
  return {
    items: shown.map(({ doc }) => campaignRow(doc, ctx.now, names, budgets)),
    total: wanted.length,
  };
});

/** A region's manager sees headquarters' campaigns and those of the region's own shops. */
const seenBy = (reach: readonly string[], ownerStoreId: string | null): boolean =>
  ownerStoreId === null || reach.includes(ownerStoreId);
