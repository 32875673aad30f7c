import { decidePriceProposals } from '#shared/contracts/advice';
import { lowestOf } from '#shared/domain/priceAdvice/propose';
import type { PriceProposalDoc } from '#shared/model/docs';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';
import { applyPrice } from './prices/apply';
import { PRICE_POLICY, pricePolicyIn } from './prices/policy';

/**
 * Approves or rejects proposals, all in one transaction. Every shelf is looked at again as it stands: one whose
 * price was changed since is marked stale and left alone. A changed price keeps the band and the cost.
 */
export const main = serve(decidePriceProposals, async ({ approve, lines, note }, ctx) => {
  const [seen, setting] = await Promise.all([
    ctx.db.getMany(
      'priceProposals',
      lines.map(({ proposalId }) => proposalId),
    ),
    ctx.db.get('settings', PRICE_POLICY),
  ]);
  for (const { storeId } of seen) ctx.reach(storeId);
  const policy = pricePolicyIn(setting);
  const skus = await byId(
    ctx.db,
    'skus',
    seen.map(({ skuId }) => skuId),
  );
  const wanted = new Map(lines.map(({ proposalId, toFen }) => [proposalId, toFen]));
  const by = ctx.me.kind === 'staff' ? ctx.me.name : ctx.me.kind;

  return ctx.write(async (tx) => {
    const stale: string[] = [];
    const done: PriceProposalDoc[] = [];
    for (const { _id, skuId } of seen) {
      const proposal = await tx.get('priceProposals', _id);
      const sku = skus.get(skuId);
      if (proposal?.status !== 'open') continue;
      if (!approve) {
        await tx.update('priceProposals', _id, {
          set: { status: 'rejected', by, decidedAt: ctx.now },
        });
        done.push(proposal);
        continue;
      }
      const toFen = wanted.get(_id) ?? proposal.toFen;
      if (sku && (toFen < lowestOf(sku, policy) || toFen > sku.ceilingPriceFen))
        return ctx.refuse('OUT_OF_BAND', {
          detail: { skuId, lowFen: lowestOf(sku, policy), highFen: sku.ceilingPriceFen },
        });
      const went =
        sku !== undefined &&
        (await applyPrice(tx, ctx, proposal, sku, toFen, { status: 'approved', by }));
      if (went) done.push({ ...proposal, toFen });
      else {
        await tx.update('priceProposals', _id, { set: { status: 'stale', decidedAt: ctx.now } });
        stale.push(_id);
      }
    }
    if (done.length + stale.length === 0) return ctx.refuse('NOTHING_LEFT');
    for (const { _id, storeId, fromFen, toFen } of done)
      tx.audit({
        target: 'priceProposals',
        targetId: _id,
        storeId,
        before: { priceFen: fromFen },
        after: approve ? { priceFen: toFen } : { rejected: true },
        reason: note,
      });
    if (done.length === 0)
      tx.audit({
        target: 'priceProposals',
        targetId: stale[0] ?? '',
        storeId: null,
        before: null,
        after: { stale },
        reason: note,
      });
    return { done: done.length, stale };
  });
});
