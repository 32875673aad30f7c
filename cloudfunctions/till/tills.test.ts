import { describe, expect, test } from 'vitest';
import { checkWorld } from '../../tests/invariants';
import { STORE } from '../orders/testing';
import { main as closeTill } from './closeTill';
import { main as countTill } from './countTill';
import { main as getTill } from './getTill';
import { main as getTillSession } from './getTillSession';
import { main as getTillSessionHq } from './getTillSessionHq';
import { main as listTillSessions } from './listTillSessions';
import { main as listTillSessionsHq } from './listTillSessionsHq';
import { main as moveCash } from './moveCash';
import { main as openTill } from './openTill';
import { main as ringUp } from './ringUp';
import { tillWorld, type TillWorld } from './testing';

const of = (world: TillWorld, sessionId: string) => ({
  requestId: world.requestId(),
  storeId: STORE,
  sessionId,
});
const sound = (world: TillWorld) => expect(checkWorld(world.db, { pay: world.pay })).toEqual([]);

describe('a turn at the till', () => {
  test('opens, takes cash, is counted blind and handed over with its difference', async () => {
    const world = tillWorld();
    const sessionId = await world.open();
    await world.sell({ sessionId, tender: { by: 'cash', givenFen: 2_000 } });
    world.clock.advance(60_000);
    await world.ok(
      moveCash,
      { ...of(world, sessionId), kind: 'out', fen: 10_000, reason: '存银行' },
      world.cashier,
    );
    const before = await world.ok(getTillSession, { storeId: STORE, sessionId }, world.cashier);
    expect(before).toMatchObject({ session: { figures: null, sales: 1 }, moves: [] });

    const { session } = await world.ok(
      countTill,
      { ...of(world, sessionId), countedFen: 10_700 },
      world.cashier,
    );
    expect(session.figures).toMatchObject({ expectedFen: 11_200, diffFen: -500 });
    const closing = { ...of(world, sessionId), leftFen: 10_000, handTo: '周沁' };
    expect(await world.call(closeTill, closing, world.cashier)).toMatchObject({
      code: 'REASON_MISSING',
    });
    await world.ok(closeTill, { ...closing, reason: '找零找错' }, world.cashier);
    const after = await world.ok(getTillSession, { storeId: STORE, sessionId }, world.manager);
    expect(after.moves.map(({ kind, fen }) => [kind, fen])).toEqual([
      ['float', 20_000],
      ['sale', 1_200],
      ['out', -10_000],
    ]);
    expect(after.session).toMatchObject({ status: 'closed', reason: '找零找错', handTo: '周沁' });
    const { tills } = await world.ok(getTill, { storeId: STORE }, world.manager);
    expect(tills[0]).toMatchObject({ cashier: '', sessionId: null, leftFen: 10_000 });
    sound(world);
  });

  test('the first count stands: nobody counts again until it fits, nothing is sold meanwhile', async () => {
    const world = tillWorld();
    const sessionId = await world.open();
    await world.ok(countTill, { ...of(world, sessionId), countedFen: 1 }, world.cashier);
    const again = { ...of(world, sessionId), countedFen: 20_000 };
    expect(await world.call(countTill, again, world.cashier)).toMatchObject({
      code: 'TILL_CLOSED',
    });
    expect(await world.call(ringUp, world.sale({ sessionId }), world.cashier)).toMatchObject({
      code: 'TILL_CLOSED',
    });
    sound(world);
  });

  test('cannot be closed uncounted, nor keep more than was counted, nor give what it has not', async () => {
    const world = tillWorld();
    const sessionId = await world.open();
    const closing = { ...of(world, sessionId), leftFen: 0 };
    expect(await world.call(closeTill, closing, world.cashier)).toMatchObject({
      code: 'COUNT_FIRST',
    });
    const out = { ...of(world, sessionId), kind: 'out' as const, fen: 20_001, reason: '存' };
    expect(await world.call(moveCash, out, world.cashier)).toMatchObject({ code: 'NOT_ENOUGH' });
    await world.ok(countTill, { ...of(world, sessionId), countedFen: 20_000 }, world.cashier);
    const much = { ...of(world, sessionId), leftFen: 20_001 };
    expect(await world.call(closeTill, much, world.cashier)).toMatchObject({
      code: 'LEFT_TOO_MUCH',
    });
  });
});

describe('who and when', () => {
  test('two who open one till at once: one gets it, and each cashier has one', async () => {
    const world = tillWorld();
    const ask = (who: TillWorld['cashier'], tillNo: number) => {
      const asked = { requestId: world.requestId(), storeId: STORE, tillNo, floatFen: 0 };
      return world.call(openTill, asked, who);
    };
    const both = await Promise.all([ask(world.cashier, 1), ask(world.manager, 1)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ code: 'TILL_TAKEN' });
    const [first] = both;
    const winner = first?.ok ? world.cashier : world.manager;
    expect(await ask(winner, 2)).toMatchObject({ code: 'ALREADY_OPEN' });
    sound(world);
  });

  test('where the week is published, only who is on shift opens a till; the manager always', async () => {
    const world = tillWorld();
    const { now } = world.clock;
    const stamp = { publishedAt: 0, publishedBy: '', updatedAt: 0 };
    const roster = { storeId: STORE, week: '2026-11-16', status: 'published' as const, ...stamp };
    world.db.put('rosters', { _id: `${STORE}:2026-11-16`, ...roster });
    const asked = { requestId: world.requestId(), storeId: STORE, tillNo: 1, floatFen: 0 };
    expect(await world.call(openTill, asked, world.cashier)).toMatchObject({
      code: 'NOT_ON_SHIFT',
    });
    const shift = { shiftId: 'sh1', storeId: STORE, role: 'cashier', leave: false };
    const hours = { start: now - 3_600_000, end: now + 3_600_000, clockIn: null, clockOut: null };
    const plan = { staffId: world.cashier.id, name: '许岚', week: '2026-11-16', updatedAt: 0 };
    const _id = `${world.cashier.id}:2026-11-16`;
    world.db.put('shiftWeeks', { _id, ...plan, shifts: [{ ...shift, ...hours }] });
    await world.open();
    world.clock.advance(2 * 3_600_000);
    await world.open(world.manager, 2);
  });

  test('another shop sees and touches nothing', async () => {
    const world = tillWorld();
    const sessionId = await world.open();
    const asked = { storeId: 's2', sessionId };
    expect(await world.call(getTillSession, asked, world.other)).toMatchObject({
      code: 'NO_SESSION',
    });
    const count = { ...of(world, sessionId), storeId: 's2', countedFen: 1 };
    expect(await world.call(countTill, count, world.other)).toMatchObject({ code: 'NO_SESSION' });
    expect(await world.ok(listTillSessions, { storeId: 's2' }, world.other)).toEqual({ items: [] });
    expect(world.drawer(sessionId).status).toBe('open');
  });

  test('a cashier sees the own hand-overs, the manager and HQ all, and running money nobody', async () => {
    const world = tillWorld();
    const sessionId = await world.open();
    const second = await world.open(world.manager, 2);
    await world.ok(countTill, { ...of(world, second), countedFen: 20_100 }, world.manager);
    const seen = async (who: TillWorld['cashier']) =>
      (await world.ok(listTillSessions, { storeId: STORE }, who)).items.map((s) => s.sessionId);
    expect(await seen(world.cashier)).toEqual([sessionId]);
    expect(new Set(await seen(world.manager))).toEqual(new Set([sessionId, second]));
    const hq = world.as.hq(['hqFinance']);
    const all = await world.ok(listTillSessionsHq, {}, hq);
    expect(all.total).toBe(2);
    const differing = await world.ok(listTillSessionsHq, { differing: true }, hq);
    expect(differing.items.map((s) => s.sessionId)).toEqual([second]);
    const running = await world.ok(getTillSessionHq, { sessionId }, hq);
    expect(running).toMatchObject({ session: { figures: null }, moves: [] });
    const away = world.as.hq(['regionManager'], { regionId: 'r2' });
    expect(await world.call(getTillSessionHq, { sessionId }, away)).toMatchObject({ ok: false });
  });
});
