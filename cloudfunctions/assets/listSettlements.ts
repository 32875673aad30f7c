import { listSettlements } from '#shared/contracts/hqMoney';
import { OWE_KINDS } from '#shared/domain/membership/ledger';
import { readAll } from '../kit/readAll';
import { serve } from '../kit/serve';

/** Statements of one week, the latest unless named; a region's manager sees the region's shops. */
export const main = serve(listSettlements, async ({ period: wanted }, ctx) => {
  // Every week that has statements has one of HQ, so the weeks are read off there.
  const weeks = await ctx.db.find(
    'settlements',
    { storeId: 'hq' },
    { sort: { period: -1 }, limit: 60, only: ['period'] },
  );
  const periods = weeks.map(({ period }) => period);
  const period = wanted ?? periods[0] ?? null;
  const docs = period === null ? [] : await readAll(ctx.db, 'settlements', { period });
  const { stores } = ctx;
  const shown = docs.filter(({ storeId }) => stores === 'all' || stores.includes(storeId));
  return {
    periods,
    period,
    items: shown.map((doc) => ({
      settlementId: doc._id,
      storeId: doc.storeId,
      storeName: doc.storeName,
      until: doc.until,
      netFen: doc.netFen,
      status: doc.status,
      paidRef: doc.paidRef,
      lines: doc.lines.map(({ toName, kind, fen }) => ({
        toName,
        kind,
        text: OWE_KINDS[kind],
        fen,
      })),
    })),
    sumFen: shown.reduce((sum, { netFen }) => sum + netFen, 0),
  };
});
