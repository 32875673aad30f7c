import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startFunctionWorld } from './function-world';

let host: Awaited<ReturnType<typeof startFunctionWorld>>;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const TICK = `
  const cloud = require('wx-server-sdk');
  exports.main = async (event) => ({ event, wx: cloud.getWXContext(), src: process.env.TRIGGER_SRC, now: Date.now() });`;

const timer = (config: string, name = 'main') => ({ triggers: [{ name, type: 'timer', config }] });

beforeAll(async () => {
  host = await startFunctionWorld({
    hourly: { source: TICK, config: timer('0 0 * * * * *') },
    atTen: { source: TICK, config: timer('0 0 10 * * * *') },
    sundays: { source: TICK, config: timer('0 30 8 * * SUN *') },
    never: { source: TICK, config: timer('0 0 0 1 1 * 2001') },
    wrong: { source: TICK, config: timer('0 */5 * * *') },
    clock:
      'exports.main = async () => ({ now: Date.now(), made: new Date().getTime(), text: Date(), isDate: new Date() instanceof Date, fixed: new Date(5).getTime(), own: new Date().constructor === Date });',
  });
  // A Saturday noon in Shanghai.
  await host.world.clock.set(Date.parse('2027-03-06T12:00:30+08:00'));
});
afterAll(() => host.stop());

const runs = (name: string) => host.world.calls().filter((call) => call.name === name);
const next = (name: string) =>
  host.world.timers().find((timer) => timer.functionName === name)?.next;

test('seven fields in China’s time', () => {
  expect(next('hourly')).toBe(Date.parse('2027-03-06T13:00:00+08:00'));
  expect(next('atTen')).toBe(Date.parse('2027-03-07T10:00:00+08:00'));
  expect(next('sundays')).toBe(Date.parse('2027-03-07T08:30:00+08:00'));
  expect(next('never')).toBeUndefined();
});

test('an expression without seven fields is refused with a line in the log', () => {
  expect(host.lines).toContainEqual(
    expect.stringMatching(/wrong 的定时器 main 无效.*seven fields/),
  );
  expect(next('wrong')).toBeUndefined();
});

test('a jump runs what became due once, and the next turn follows from the new time', async () => {
  const before = ['hourly', 'atTen', 'sundays'].map((name) => runs(name).length);
  const since = () =>
    ['hourly', 'atTen', 'sundays'].map((name, i) => runs(name).length - (before[i] ?? 0));
  await host.world.clock.jump(5 * HOUR);
  expect(since()).toEqual([1, 0, 0]);
  expect(next('hourly')).toBe(Date.parse('2027-03-06T18:00:00+08:00'));
  await host.world.clock.jump(DAY);
  expect(since()).toEqual([2, 1, 1]);
});

test('a timer’s call looks like the platform’s', async () => {
  await host.world.clock.jump(HOUR);
  const call = runs('hourly').at(-1);
  expect(call?.who).toBe('timer');
  expect(JSON.parse(call?.result ?? '')).toMatchObject({
    event: { Type: 'Timer', TriggerName: 'main', Time: expect.stringMatching(/^\d{4}-.*:\d\dZ$/) },
    wx: { SOURCE: 'wx_trigger', ENV: 'local-env' },
    src: 'timer',
  });
});

test('run now leaves the next turn where it is', async () => {
  const due = next('atTen');
  const before = runs('atTen').length;
  await host.world.runTimer('atTen');
  expect(runs('atTen')).toHaveLength(before + 1);
  expect(next('atTen')).toBe(due);
});

test('a clock set back plans timers anew', async () => {
  await host.world.clock.set(Date.parse('2027-01-01T09:00:00+08:00'));
  expect(next('atTen')).toBe(Date.parse('2027-01-01T10:00:00+08:00'));
});

test('functions see the moved time through the ordinary Date', async () => {
  const at = Date.parse('2030-05-01T00:00:00+08:00');
  await host.world.clock.set(at);
  const seen = (await host.world.callFunction('clock', {})) as Record<string, unknown>;
  expect(Math.abs(Number(seen['now']) - at)).toBeLessThan(2000);
  expect(Math.abs(Number(seen['made']) - at)).toBeLessThan(2000);
  expect(seen).toMatchObject({ isDate: true, fixed: 5, own: true });
  expect(seen['text']).toMatch(/2030/);
});

test('the moved clock outlives a restart', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'clock-'));
  const first = await startFunctionWorld({}, { dir });
  await first.world.clock.jump(3 * DAY);
  await first.stop();
  const second = await startFunctionWorld({}, { dir });
  expect(second.world.clock.offset()).toBe(3 * DAY);
  await second.stop();
  await rm(dir, { recursive: true });
});
