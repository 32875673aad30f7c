import type { Out } from '#shared/contracts/kit';
import type { getCount } from '#shared/contracts/counts';
import { COUNT_TEXT, isScanned, needsSecond, type Value } from '#shared/domain/stocktake/flow';
import { resultOf } from '#shared/domain/stocktake/line';
import type { CountLineDoc, ListingDoc, SkuDoc, StockCountDoc } from '#shared/model/docs';
import type { Ctx } from '../../kit/ports';
import { byId, readAll } from '../../kit/readAll';
import { stockPolicy } from '../stockPolicy';

type Sheet = Out<typeof getCount>;

export const briefOf = (sheet: StockCountDoc, storeName: string) => ({
  countId: sheet._id,
  no: sheet.no,
  storeId: sheet.storeId,
  storeName,
  name: sheet.name,
  scopeText: sheet.scope.text,
  double: sheet.double,
  status: sheet.status,
  statusText: COUNT_TEXT[sheet.status],
  lines: sheet.lines,
  by: sheet.byName,
  approvedBy: sheet.approved?.name ?? '',
  createdAt: sheet.createdAt,
  postedAt: sheet.postedAt,
  lossFen: sheet.lossFen,
  gainFen: sheet.gainFen,
});

const SIGNERS = new Set(['storeManager', 'hqOwner', 'hqSupply', 'regionManager']);

/** Who counted, started or only looks; the first two may not sign much money alone. */
export const mayCertify = (
  sheet: StockCountDoc,
  meId: string,
  value: Value,
  limitFen: number,
): boolean =>
  !needsSecond(value, limitFen) || (sheet.by !== meId && !sheet.counters.includes(meId));

export async function sheetOf(ctx: Ctx, sheet: StockCountDoc): Promise<Sheet> {
  const { storeId } = sheet;
  const [lines, store, policy] = await Promise.all([
    readAll(ctx.db, 'countLines', { countId: sheet._id }),
    ctx.db.get('stores', storeId),
    stockPolicy(ctx),
  ]);
  const skuIds = lines.map(({ skuId }) => skuId);
  const [skus, listings] = await Promise.all([
    byId(ctx.db, 'skus', skuIds),
    byId(
      ctx.db,
      'listings',
      skuIds.map((skuId) => `${storeId}:${skuId}`),
    ),
  ]);
  const signer = ctx.me.kind === 'staff' && ctx.me.roles.some((role) => SIGNERS.has(role));
  const open = isScanned(sheet.status);
  const limitFen = policy.secondPersonFen;
  return {
    ...briefOf(sheet, store?.name ?? ''),
    now: ctx.now,
    items: lines
      .map((line) =>
        lineOf(line, sheet, ctx.me.id, {
          sku: skus.get(line.skuId),
          listing: listings.get(`${storeId}:${line.skuId}`),
          open,
        }),
      )
      .sort((a, b) => (a.shelf + a.title < b.shelf + b.title ? -1 : 1)),
    limitFen,
    needsSecond: needsSecond(sheet, limitFen),
    maySign: signer && mayCertify(sheet, ctx.me.id, sheet, limitFen),
    steps: sheet.steps,
  };
}

function lineOf(
  line: CountLineDoc,
  { double }: StockCountDoc,
  meId: string,
  {
    sku,
    listing,
    open,
  }: { sku: SkuDoc | undefined; listing: ListingDoc | undefined; open: boolean },
): Sheet['items'][number] {
  const result = resultOf(line.tallies, double);
  return {
    skuId: line.skuId,
    title: sku?.title ?? '（商品已删除）',
    spec: sku?.spec ?? '',
    image: sku?.image ?? '',
    barcode: sku?.barcode ?? '',
    unit: sku?.unit ?? '件',
    shelf: listing?.shelf ?? '',
    mine: line.tallies.find(({ by }) => by === meId)?.qty ?? null,
    people: line.tallies.length,
    done: line.booked !== null || result.state !== 'open',
    round: line.round,
    again: line.again,
    // Blind: what the books say, and what others found, stays hidden while people count.
    result: open
      ? null
      : {
          ...result,
          valueFen: (result.variance ?? 0) * line.costFen,
          booked: line.booked,
          tallies: line.tallies.map(({ name, qty, lastAt }) => ({ name, qty, at: lastAt })),
        },
  };
}
