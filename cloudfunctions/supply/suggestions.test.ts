import { expect, test } from 'vitest';
import { DAY_MS } from '#shared/domain/time';
import { faultSweep } from '../../tests/faultSweep';
import { checkWorld } from '../../tests/invariants';
import { main as acceptSuggestion } from './acceptSuggestion';
import { main as listSuggestions } from './listSuggestions';
import { main as receiveTransfer } from './receiveTransfer';
import { main as runSuggestTransfer } from './runSuggestTransfer';
import { main as shipTransfer } from './shipTransfer';
import { main as suggestTransfer } from './suggestTransfer';
import { chainWorld } from './testing';

/** 人民路店 hardly sells its teas, 西湖店 is out of them in two days, 滨江店 has its own week and no more. */
function short() {
  const w = chainWorld();
  w.fill('s1', 'tea', 60, 0.5, { safety: 2 });
  w.fill('s2', 'tea', 6, 3, { safety: 6 });
  w.fill('s3', 'tea', 16, 2, { safety: 2 });
  const night = () => w.ok(suggestTransfer, {}, w.as.timer());
  const plan = async (runId?: string) => {
    const { run } = await w.ok(listSuggestions, runId ? { runId } : {}, w.hq);
    if (!run) throw new Error('no run');
    return run;
  };
  const accept = (
    runId: string,
    lines: { lineId: string; qty: number }[],
    requestId = w.requestId(),
  ) => w.call(acceptSuggestion, { requestId, runId, lines }, w.hq);
  return { ...w, night, plan, accept };
}

test('the night plan moves what sleeps to where it sells, and says why with its numbers', async () => {
  const w = short();
  const result = await w.night();
  const run = await w.plan();
  expect(run.lines).toHaveLength(1);
  const [line] = run.lines;
  expect(line).toMatchObject({ fromStoreId: 's1', toStoreId: 's2', qty: 21, status: 'open' });
  expect(line?.explain).toMatch(
    /^西湖店现有 6 件、日均售 3 件，预计 2 天后缺货；人民路店有 60 件，日均售 0.5 件，够卖 120 天。调 21 件、路程 1.9 公里，预计多赚 ¥[\d.]+$/,
  );
  expect(run.valueFen).toBe(run.gainFen - run.costFen);
  expect(run.boundFen).toBe(run.valueFen);
  expect(result).toEqual({
    runId: run.runId,
    lines: 1,
    gainFen: run.gainFen,
    costFen: run.costFen,
  });
  // A second timer of the same night finds the plan there.
  expect(await w.night()).toEqual(result);
  expect(w.db.rows('suggestionRuns')).toHaveLength(1);
});

test('a donor keeps its safety stock and its week; packs stay whole; small trips are not worth it', async () => {
  const w = chainWorld();
  // Keep 2 + 7: of 31 teas 22 may go, in packs of 6 only 18.
  w.fill('s1', 'tea', 31, 1, { safety: 2, packSize: 6 });
  w.fill('s2', 'tea', 0, 9, { safety: 9, packSize: 6 });
  await w.ok(suggestTransfer, {}, w.as.timer());
  const { run } = await w.ok(listSuggestions, {}, w.hq);
  expect(run?.lines.map(({ qty }) => qty)).toEqual([18]);

  const small = chainWorld();
  small.fill('s1', 'tea', 100, 0);
  small.fill('s2', 'tea', 1, 0.4);
  expect(await small.ok(suggestTransfer, {}, small.as.timer())).toMatchObject({ lines: 0 });
});

test('goods on their way are not sent again, and what arrived does not travel back next week', async () => {
  const w = short();
  await w.night();
  const { runId, lines } = await w.plan();
  const wanted = lines.map(({ lineId, qty }) => ({ lineId, qty }));
  const accepted = await w.accept(runId, wanted);
  expect(accepted).toMatchObject({ ok: true, data: { accepted: 1, stale: [] } });
  const [transfer] = w.db.rows('transfers');
  const again = await w.ok(runSuggestTransfer, {}, w.hq);
  expect(again).toMatchObject({ lines: 0 });

  const transferId = transfer?._id ?? '';
  const ship = {
    requestId: w.requestId(),
    storeId: 's1',
    transferId,
    lines: [{ skuId: 'tea', qty: 21 }],
  };
  await w.ok(shipTransfer, ship, w.picker('s1'));
  expect(await w.ok(runSuggestTransfer, {}, w.hq)).toMatchObject({ lines: 0 });
  const got = { skuId: 'tea', received: 21, damaged: 0 };
  const receive = { requestId: w.requestId(), storeId: 's2', transferId, lines: [got] };
  await w.ok(receiveTransfer, receive, w.picker('s2'));

  // The wind turns: now the old donor is short and the receiver, with plenty, has only just been served.
  w.fill('s1', 'tea', 0, 6, { safety: 6 });
  w.fill('s2', 'tea', 90, 0.5);
  w.clock.advance(6 * DAY_MS);
  expect(await w.ok(runSuggestTransfer, {}, w.hq)).toMatchObject({ lines: 0 });
  w.clock.advance(15 * DAY_MS);
  expect(await w.ok(runSuggestTransfer, {}, w.hq)).toMatchObject({ lines: 1 });
});

test('accepted later than planned: a donor that sold its spare pieces makes the line stale', async () => {
  const w = short();
  await w.night();
  const { runId } = await w.plan();
  const stock = w.stock('s1:tea');
  // 40 sold since: 20 left, of which 2 + 4 stay; 14 may go, 21 were planned.
  w.db.put('stock', { ...stock, available: 20 });
  const none = await w.accept(runId, [{ lineId: 'l1', qty: 21 }]);
  expect(none).toMatchObject({ data: { transfers: [], accepted: 0, stale: ['l1'] } });
  expect(w.stock('s1:tea')).toMatchObject({ available: 20, reserved: 0 });
  expect((await w.plan(runId)).lines).toMatchObject([{ status: 'stale' }]);
});

test('less than suggested is fine, more is not, twice is not', async () => {
  const w = short();
  await w.night();
  const { runId } = await w.plan();
  expect(await w.accept(runId, [{ lineId: 'l1', qty: 22 }])).toMatchObject({ code: 'TOO_MANY' });
  const requestId = w.requestId();
  const [first, same] = await Promise.all([
    w.accept(runId, [{ lineId: 'l1', qty: 10 }], requestId),
    w.accept(runId, [{ lineId: 'l1', qty: 10 }], requestId),
  ]);
  expect(first).toEqual(same);
  expect(w.db.rows('transfers')).toMatchObject([{ runId, status: 'approved', distanceM: 1875 }]);
  expect(w.stock('s1:tea')).toMatchObject({ available: 50, reserved: 10 });
  expect(await w.accept(runId, [{ lineId: 'l1', qty: 10 }])).toMatchObject({
    code: 'NOTHING_LEFT',
  });
  expect(w.db.rows('suggestionRuns')).toMatchObject([{ status: 'done' }]);
});

test('two plans never offer the same pieces: the newer closes the older', async () => {
  const w = short();
  await w.night();
  const old = await w.plan();
  w.clock.advance(60_000);
  await w.ok(runSuggestTransfer, {}, w.hq);
  expect(await w.accept(old.runId, [{ lineId: 'l1', qty: 5 }])).toMatchObject({
    code: 'NOTHING_LEFT',
  });
  const { runs } = await w.ok(listSuggestions, {}, w.hq);
  expect(runs).toHaveLength(2);
});

test('only supply accepts; others may look', async () => {
  const w = short();
  await w.night();
  const { runId } = await w.plan();
  const input = { requestId: w.requestId(), runId, lines: [{ lineId: 'l1', qty: 5 }] };
  for (const who of [w.as.hq(['hqAuditor']), w.manager('s1'), w.as.shopper('u1')]) {
    expect(await w.call(acceptSuggestion, input, who)).toMatchObject({ code: 'NOT_ALLOWED' });
  }
  expect(await w.call(suggestTransfer, {}, w.hq)).toMatchObject({ code: 'NOT_ALLOWED' });
  const region = w.as.hq(['regionManager'], { regionId: 'r9' });
  expect(await w.ok(listSuggestions, {}, region)).toMatchObject({ run: { lines: [] }, stores: [] });
});

test('accepting, cut anywhere, leaves all of it or none', async () => {
  const make = () => {
    const w = short();
    w.fill('s1', 'cake', 60, 0.5);
    w.fill('s2', 'cake', 0, 3);
    return w;
  };
  const first = make();
  await first.night();
  const [run] = first.db.rows('suggestionRuns');
  const planned = () => {
    const w = make();
    if (run) w.db.put('suggestionRuns', run);
    return w;
  };
  const lines = (run?.lines ?? []).map(({ lineId, qty }) => ({ lineId, qty }));
  expect(lines).toHaveLength(2);
  const act = (w: ReturnType<typeof make>) => w.accept(run?._id ?? '', lines, 'accept-request-1');
  const struck = await faultSweep(planned, act, async (w) => {
    expect(checkWorld(w.db)).toEqual([]);
    expect(await act(w)).toMatchObject({ ok: true, data: { accepted: 2 } });
    expect(w.db.rows('transfers')).toHaveLength(1);
    expect(checkWorld(w.db)).toEqual([]);
  });
  expect(struck).toBeGreaterThan(40);
});
