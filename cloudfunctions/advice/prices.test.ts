import { describe, expect, test } from 'vitest';
import { DAY_MS } from '#shared/domain/time';
import { main as previewCart } from '../orders/previewCart';
import { main as setListing } from '../catalog/setListing';
import { chainWorld } from '../supply/testing';
import { main as decidePriceProposals } from './decidePriceProposals';
import { main as getPricePolicy } from './getPricePolicy';
import { main as importCompetitorPrices } from './importCompetitorPrices';
import { main as listPriceProposals } from './listPriceProposals';
import { main as proposePrices } from './proposePrices';
import { main as runProposePrices } from './runProposePrices';
import { main as savePricePolicy } from './savePricePolicy';

/** Teas at 人民路店 last 200 days, at 西湖店 ten. */
function sleepy() {
  const w = chainWorld();
  w.fill('s1', 'tea', 200, 1);
  w.fill('s2', 'tea', 30, 3);
  const merch = w.as.hq(['hqMerch']);
  const night = () => w.ok(proposePrices, {}, w.as.timer());
  const open = async () => (await w.ok(listPriceProposals, { status: 'open' }, merch)).items;
  const decide = (approve: boolean, lines: { proposalId: string; toFen?: number }[]) =>
    w.call(decidePriceProposals, { requestId: w.requestId(), approve, lines }, merch);
  const price = async (storeId: string) => {
    const cart = { storeId, mode: 'pickup' as const, lines: [{ skuId: 'tea', qty: 1 }] };
    const { quote } = await w.ok(previewCart, cart, w.as.shopper('m1'));
    return { fen: quote.lines[0]?.priceFen, source: quote.lines[0]?.priceSource };
  };
  return { ...w, merch, night, open, decide, price };
}

describe('price proposals', () => {
  test('only the price with a reason is proposed; a second night of the same day adds nothing', async () => {
    const w = sleepy();
    expect(await w.night()).toMatchObject({ stores: 3, proposals: 1, applied: 0, more: false });
    await w.night();
    const items = await w.open();
    expect(items).toMatchObject([
      { storeId: 's1', skuId: 'tea', reason: 'slow', fromFen: 2000, toFen: 1900, status: 'open' },
    ]);
    expect(items[0]?.why).toContain('可售 200 件，日均卖 1.0 件，够卖 200 天');
  });

  test('approved, the shelf and the cart charge it, as a dynamic price of that shop alone', async () => {
    const w = sleepy();
    await w.night();
    const [one] = await w.open();
    expect(await w.price('s1')).toEqual({ fen: 2000, source: 'list' });
    expect(await w.decide(true, [{ proposalId: one?.proposalId ?? '' }])).toMatchObject({
      ok: true,
      data: { done: 1, stale: [] },
    });
    expect(await w.price('s1')).toEqual({ fen: 1900, source: 'dynamic' });
    expect(await w.price('s2')).toEqual({ fen: 2000, source: 'list' });
    expect(w.db.rows('priceChanges')).toMatchObject([
      { storeId: 's1', fromFen: null, toFen: 1900 },
    ]);
    expect(await w.decide(true, [{ proposalId: one?.proposalId ?? '' }])).toMatchObject({
      ok: false,
      code: 'NOTHING_LEFT',
    });
  });

  test('a price a person changed meanwhile is not overwritten', async () => {
    const w = sleepy();
    await w.night();
    const [one] = await w.open();
    await w.ok(
      setListing,
      {
        requestId: w.requestId(),
        storeId: 's1',
        skuId: 'tea',
        onShelf: true,
        storePriceFen: 1950,
        special: null,
      },
      w.merch,
    );
    expect(await w.decide(true, [{ proposalId: one?.proposalId ?? '' }])).toMatchObject({
      ok: true,
      data: { done: 0, stale: [one?.proposalId] },
    });
    expect(await w.price('s1')).toEqual({ fen: 1950, source: 'store' });
  });

  test('a changed price keeps cost and band', async () => {
    const w = sleepy();
    await w.night();
    const [one] = await w.open();
    const below = await w.decide(true, [{ proposalId: one?.proposalId ?? '', toFen: 799 }]);
    expect(below).toMatchObject({ ok: false, code: 'OUT_OF_BAND' });
    expect(w.db.rows('priceChanges')).toEqual([]);
  });

  test('it rests after a change, then goes on; sold down, it returns step by step to what it was', async () => {
    const w = sleepy();
    const approveAll = async () => {
      const items = await w.open();
      if (items.length > 0)
        await w.decide(
          true,
          items.map(({ proposalId }) => ({ proposalId })),
        );
      return items.length;
    };
    const nights: number[] = [];
    for (let day = 0; day < 8; day += 1) {
      await w.night();
      nights.push(await approveAll());
      w.clock.now += DAY_MS;
    }
    expect(nights).toEqual([1, 0, 0, 1, 0, 0, 1, 0]);
    w.db.put('stock', { ...w.stock('s1:tea'), available: 12 });
    for (let day = 0; day < 30; day += 1) {
      await w.night();
      await approveAll();
      w.clock.now += DAY_MS;
    }
    expect(await w.price('s1')).toEqual({ fen: 2000, source: 'list' });
    expect(w.db.rows('listings').find(({ _id }) => _id === 's1:tea')).toMatchObject({
      storePriceFen: null,
      advised: null,
    });
  });

  test('automatic: in force at once, told in the history', async () => {
    const w = sleepy();
    const { version, ...policy } = await w.ok(getPricePolicy, {}, w.merch);
    const auto = { ...policy, mode: 'auto' as const };
    const save = (v: number) =>
      w.call(savePricePolicy, { requestId: w.requestId(), version: v, policy: auto }, w.merch);
    expect(await save(version)).toMatchObject({ ok: true });
    expect(await save(version)).toMatchObject({ ok: false, code: 'STALE' });
    expect(await w.night()).toMatchObject({ proposals: 1, applied: 1 });
    expect(await w.price('s1')).toEqual({ fen: 1900, source: 'dynamic' });
    expect(w.db.rows('priceChanges')).toMatchObject([{ by: '动态定价' }]);
  });

  test('a competitor is followed; barcodes we do not know are told row by row', async () => {
    const w = sleepy();
    w.db.put('barcodes', { _id: '690000000001', skuId: 'tea' });
    const saved = await w.ok(
      importCompetitorPrices,
      {
        requestId: w.requestId(),
        rows: [
          { barcode: '690000000001', competitor: '隔壁超市', priceFen: 1500 },
          { barcode: '690000000009', competitor: '隔壁超市', priceFen: 900 },
        ],
      },
      w.merch,
    );
    expect(saved).toEqual({ saved: 1, unknown: [{ row: 2, barcode: '690000000009' }] });
    await w.ok(runProposePrices, {}, w.merch);
    const items = await w.open();
    expect(items.find(({ storeId }) => storeId === 's2')).toMatchObject({
      reason: 'competitor',
      toFen: 1900,
    });
  });

  test('a person of one shop sees and decides nothing here', async () => {
    const w = sleepy();
    expect(await w.call(listPriceProposals, {}, w.manager('s1'))).toMatchObject({ ok: false });
  });
});
