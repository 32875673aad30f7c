import { expect, test } from 'vitest';
import { DAY_MS } from '#shared/domain/time';
import { checkWorld } from '../../tests/invariants';
import { aSku, shelve } from '../orders/testing';
import { main as decideStockDoc } from './decideStockDoc';
import { main as getStockPolicy } from './getStockPolicy';
import { main as listExpiring } from './listExpiring';
import { main as listStockDocs } from './listStockDocs';
import { main as recordStock } from './recordStock';
import { main as saveStockPolicy } from './saveStockPolicy';
import { shop } from './testing';

type Input = Parameters<typeof entry>[1];
const entry = (
  s: ReturnType<typeof shop>,
  more: {
    kind: 'receive' | 'issue' | 'damage' | 'count';
    lines: { skuId: string; qty: number; packs?: number; grams?: number; day?: string }[];
  },
) => ({ requestId: s.requestId(), storeId: 's1', reason: '', ...more });
const record = (s: ReturnType<typeof shop>, more: Input) =>
  s.call(recordStock, entry(s, more), s.clerk);

test('above the limit nothing moves until somebody else signs, as things stand then', async () => {
  const s = shop();
  const manager = s.as.staff({ roles: ['storeManager'], storeId: 's1', name: '店长' });
  shelve(s, 's1', aSku('wine', 40_000, { costFen: 30_000 }), 5);
  const broken = { kind: 'damage' as const, lines: [{ skuId: 'wine', qty: 2 }] };
  expect(await record(s, broken)).toMatchObject({ ok: true, data: { waiting: true } });
  expect(s.db.row('stock', 's1:wine')).toMatchObject({ available: 5 });
  const [doc] = (await s.ok(listStockDocs, { storeId: 's1', waiting: true }, s.clerk)).items;
  expect(doc).toMatchObject({ state: 'waiting', valueFen: 60_000, maySign: false });
  const decide = (approve: boolean, who = manager) =>
    s.call(
      decideStockDoc,
      { requestId: s.requestId(), storeId: 's1', docId: doc?.docId ?? '', approve, note: '' },
      who,
    );
  expect(await decide(true, s.clerk)).toMatchObject({ code: 'NOT_ALLOWED' });
  expect(await decide(true)).toMatchObject({ ok: true, data: { state: 'booked' } });
  expect(await decide(false)).toMatchObject({ code: 'DECIDED' });
  expect(s.db.row('stock', 's1:wine')).toMatchObject({ available: 3 });
  // A manager's own document needs another manager or headquarters.
  await s.ok(recordStock, entry(s, broken), manager);
  const [own] = (await s.ok(listStockDocs, { storeId: 's1', waiting: true }, manager)).items;
  expect(
    await s.call(
      decideStockDoc,
      { requestId: s.requestId(), storeId: 's1', docId: own?.docId ?? '', approve: true, note: '' },
      manager,
    ),
  ).toMatchObject({ code: 'SECOND_PERSON' });
  const refused = {
    requestId: s.requestId(),
    storeId: 's1',
    docId: own?.docId ?? '',
    approve: false,
    note: '再看看',
  };
  await s.ok(decideStockDoc, refused, s.as.hq(['hqSupply']));
  expect(s.db.row('stock', 's1:wine')).toMatchObject({ available: 3 });
  expect(checkWorld(s.db)).toEqual([]);
});

test('headquarters moves the limit; a form that is old is told', async () => {
  const s = shop();
  const supply = s.as.hq(['hqSupply']);
  expect(await s.ok(getStockPolicy, {}, supply)).toEqual({ secondPersonFen: 50_000, version: 0 });
  const save = (version: number) =>
    s.call(saveStockPolicy, { requestId: s.requestId(), version, secondPersonFen: 500 }, supply);
  expect(await save(0)).toMatchObject({ ok: true });
  expect(await save(0)).toMatchObject({ code: 'STALE' });
  const two = { kind: 'damage' as const, lines: [{ skuId: 'tea', qty: 2 }] };
  expect(await record(s, two)).toMatchObject({ ok: true, data: { waiting: true } });
});

test('cases and kilos come in as pieces; the grams over wait', async () => {
  const s = shop();
  shelve(s, 's1', aSku('milk', 500, { packSize: 12 }), 0);
  shelve(s, 's1', aSku('apple', 600, { pieceGrams: 500 }), 0);
  const weighed = (grams: number) =>
    record(s, { kind: 'receive', lines: [{ skuId: 'apple', qty: 0, grams }] });
  await record(s, { kind: 'receive', lines: [{ skuId: 'milk', qty: 3, packs: 2 }] });
  await weighed(10_300);
  await weighed(10_200);
  expect(s.db.row('stock', 's1:milk')).toMatchObject({ available: 27 });
  expect(s.db.row('stock', 's1:apple')).toMatchObject({ available: 41, looseG: 0 });
  const tea = { kind: 'receive' as const, lines: [{ skuId: 'tea', qty: 0, grams: 50 }] };
  expect(await record(s, tea)).toMatchObject({ code: 'NOT_WEIGHED' });
  expect(checkWorld(s.db)).toEqual([]);
});

test('lots: the oldest are taken to be sold first; near their day a special, past it off the books', async () => {
  const s = shop();
  shelve(s, 's1', aSku('yogurt', 1_000, { shelfLifeDays: 10, floorPriceFen: 620 }), 0);
  const came = (day: string, qty: number) =>
    record(s, { kind: 'receive', lines: [{ skuId: 'yogurt', qty, day }] });
  await came('2026-11-24', 4);
  await came('2026-12-01', 6);
  await record(s, { kind: 'issue', lines: [{ skuId: 'yogurt', qty: 3 }] });
  const list = async (all: boolean) =>
    (await s.ok(listExpiring, { storeId: 's1', all }, s.clerk)).items.map(
      ({ day, qty, advice, specialFen }) => ({ day, qty, advice, specialFen }),
    );
  expect(await list(true)).toEqual([
    { day: '2026-11-24', qty: 1, advice: 'special', specialFen: 900 },
    { day: '2026-12-01', qty: 6, advice: 'none', specialFen: null },
  ]);
  s.clock.advance(4 * DAY_MS);
  expect(await list(false)).toEqual([
    { day: '2026-11-24', qty: 1, advice: 'writeOff', specialFen: null },
  ]);
  const gone = (qty: number) =>
    record(s, { kind: 'damage', lines: [{ skuId: 'yogurt', qty, day: '2026-11-24' }] });
  expect(await gone(2)).toMatchObject({ code: 'NO_SUCH_LOT' });
  expect(await gone(1)).toMatchObject({ ok: true });
  expect(await list(true)).toMatchObject([{ day: '2026-12-01', qty: 6 }]);
  expect(await came('2046-01-01', 1)).toMatchObject({ code: 'BAD_DAY' });
  expect(checkWorld(s.db)).toEqual([]);
});
