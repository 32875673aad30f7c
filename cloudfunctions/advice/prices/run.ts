import { propose, type Proposal } from '#shared/domain/priceAdvice/propose';
import type { PricePolicy } from '#shared/domain/priceAdvice/policy';
import { dayOf } from '#shared/domain/time';
import type { PriceProposalDoc, SkuDoc, StoreDoc } from '#shared/model/docs';
import { lt, oneOf } from '../../kit/conditions';
import type { Ctx } from '../../kit/ports';
import { readAll } from '../../kit/readAll';
import { endLease, keepCursor, takeLease } from '../../stock/lease';
import { applyPrice } from './apply';
import { rivalPrices, shopFacts } from './facts';
import { learnt } from './learn';
import { PRICE_POLICY, pricePolicyIn } from './policy';

const JOB = 'proposePrices';
/** A shop takes well below this; what does not fit is left to the next run. */
const RESERVE_MS = 10_000;
/** What one person can look through; the best of a shop come first. */
const MOST_A_SHOP = 20;

type Call = Pick<Ctx, 'db' | 'now' | 'left' | 'write'>;
export interface PriceRun {
  readonly day: string;
  readonly stores: number;
  readonly proposals: number;
  readonly applied: number;
  readonly more: boolean;
}

/**
 * Looks at every price of every shop and writes down which should change, shop by shop behind a cursor: a run
 * that dies goes on where it stood, and a proposal's id is its day, so a second run adds nothing. Undefined
 * when another run is at it.
 */
export async function runPrices(ctx: Call): Promise<PriceRun | undefined> {
  const day = dayOf(ctx.now);
  const lease = await takeLease(ctx, JOB);
  if (!lease) return undefined;
  const [setting, allSkus, rivals, shops] = await Promise.all([
    ctx.db.get('settings', PRICE_POLICY),
    readAll(ctx.db, 'skus', { status: 'onSale' }),
    rivalPrices(ctx),
    readAll(ctx.db, 'stores', { status: oneOf(['open', 'paused']) }, { only: ['city'] }),
  ]);
  const policy = pricePolicyIn(setting);
  const skus = new Map(allSkus.map((sku) => [sku._id, sku]));
  const chain = { skus, rivals, learnt: await learnt(ctx, shops, skus) };
  const done = { stores: 0, proposals: 0, applied: 0 };
  // `{day}/{the last shop looked at}`; the day alone once all are.
  const from = lease.cursor.startsWith(`${day}/`) ? lease.cursor.slice(day.length + 1) : '';
  let cursor = `${day}/${from}`;
  for (const shop of shops.filter(({ _id }) => _id > from)) {
    if (ctx.left() < RESERVE_MS) {
      await endLease(ctx, JOB, cursor, JSON.stringify(done));
      return { day, ...done, more: true };
    }
    const { proposals, applied } = await runShop(ctx, shop, policy, chain);
    done.stores += 1;
    done.proposals += proposals;
    done.applied += applied;
    cursor = `${day}/${shop._id}`;
    await keepCursor(ctx, JOB, cursor);
  }
  await endLease(ctx, JOB, day, JSON.stringify(done));
  return { day, ...done, more: false };
}

async function runShop(
  ctx: Call,
  shop: Pick<StoreDoc, '_id' | 'city'>,
  policy: PricePolicy,
  chain: Parameters<typeof shopFacts>[2],
): Promise<{ proposals: number; applied: number }> {
  const facts = await shopFacts(ctx, shop, chain);
  // Yesterday's questions are asked anew with today's figures.
  await ctx.db.updateWhere(
    'priceProposals',
    { storeId: shop._id, status: 'open', at: lt(ctx.now) },
    { set: { status: 'expired' } },
  );
  const found = [...facts]
    .flatMap(([skuId, one]) => {
      const proposal = propose(one, policy);
      return proposal ? [{ skuId, proposal, weight: one.available * one.costFen }] : [];
    })
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, MOST_A_SHOP);
  let applied = 0;
  for (const { skuId, proposal } of found) {
    const doc = docOf(shop._id, skuId, proposal, ctx.now);
    if (!(await ctx.db.insert('priceProposals', doc))) continue;
    const sku = chain.skus.get(skuId);
    if (policy.mode === 'auto' && sku && (await applyAlone(ctx, doc, sku))) applied += 1;
  }
  return { proposals: found.length, applied };
}

const applyAlone = (ctx: Call, doc: PriceProposalDoc, sku: SkuDoc): Promise<boolean> =>
  ctx.write(async (tx) => {
    const now = await tx.get('priceProposals', doc._id);
    if (now?.status !== 'open') return false;
    return applyPrice(tx, ctx, now, sku, now.toFen, { status: 'auto', by: 'timer' });
  });

const docOf = (
  storeId: string,
  skuId: string,
  proposal: Proposal,
  now: number,
): PriceProposalDoc => ({
  _id: `${dayOf(now)}:${storeId}:${skuId}`,
  day: dayOf(now),
  storeId,
  skuId,
  ...proposal,
  perDay: { ...proposal.perDay },
  marginFen: { ...proposal.marginFen },
  status: 'open',
  by: '',
  at: now,
  decidedAt: null,
});
