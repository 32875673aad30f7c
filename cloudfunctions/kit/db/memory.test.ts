import { describe, expect, test } from 'vitest';
import type { Db } from '../ports';
import type { DbCall } from './call';
import { memoryDb } from './memory';
import { Conflict } from './memory/records';
import { dbSuite } from './suite';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
const callOf = (more: Partial<DbCall> = {}): DbCall => ({
  trip: () => {},
  left: () => 60_000,
  pause: turn,
  random: () => 0.5,
  ...more,
});

describe('promises of the port', () => {
  const db = memoryDb(turn);
  dbSuite(async () => db.open(callOf()));
});

const counters = () => {
  const db = memoryDb(turn);
  db.put('counters', { _id: 'a', value: 0 }, { _id: 'b', value: 0 });
  return db;
};
const bump = (db: Db, id = 'a') =>
  db.transaction((tx) => tx.update('counters', id, { inc: { value: 1 } }));

test('a snapshot does not see what was committed after it began', async () => {
  const db = counters();
  const [one, two] = [db.open(callOf()), db.open(callOf())];
  await one.transaction(async (tx) => {
    expect((await tx.get('counters', 'a'))?.value).toBe(0);
    await two.update('counters', 'b', { inc: { value: 5 } });
    expect((await tx.get('counters', 'b'))?.value).toBe(0);
  });
  expect(db.row('counters', 'b')?.value).toBe(5);
});

test('write skew is possible, as in the real database: only written documents are guarded', async () => {
  const db = counters();
  const take = (port: Db, mine: string, other: string) =>
    port.transaction(async (tx) => {
      const taken = (await tx.get('counters', other))?.value ?? 0;
      await turn();
      if (taken === 0) await tx.update('counters', mine, { inc: { value: 1 } });
    });
  await Promise.all([take(db.open(callOf()), 'a', 'b'), take(db.open(callOf()), 'b', 'a')]);
  expect(db.rows('counters').map((c) => c.value)).toEqual([1, 1]);
});

test('a plain write waits for the transaction that holds the document', async () => {
  const db = counters();
  const [one, two] = [db.open(callOf()), db.open(callOf())];
  const order: string[] = [];
  let plain: Promise<unknown> = Promise.resolve();
  await one.transaction(async (tx) => {
    await tx.update('counters', 'a', { set: { value: 10 } });
    plain = two.update('counters', 'a', { inc: { value: 1 } }).then(() => order.push('plain'));
    for (let i = 0; i < 5; i += 1) await turn();
    order.push('transaction');
  });
  await plain;
  expect(order).toEqual(['transaction', 'plain']);
  expect(db.row('counters', 'a')?.value).toBe(11);
});

test('retries double their pauses, stop after eight tries and throw the original conflict', async () => {
  const db = counters();
  const holder = db.open(callOf());
  const pauses: number[] = [];
  const late = db.open(
    callOf({
      pause: async (ms) => {
        pauses.push(ms);
      },
    }),
  );
  await holder.transaction(async (tx) => {
    await tx.update('counters', 'a', { inc: { value: 1 } });
    await expect(bump(late)).rejects.toBeInstanceOf(Conflict);
  });
  expect(pauses).toEqual([8, 16, 32, 64, 128, 256, 512]);
});

test('no retry begins that the deadline would cut', async () => {
  const db = counters();
  const late = db.open(callOf({ left: () => 10 }));
  await db.open(callOf()).transaction(async (tx) => {
    await tx.update('counters', 'a', { inc: { value: 1 } });
    await expect(bump(late)).rejects.toBeInstanceOf(Conflict);
  });
});

test('a lost answer to the commit runs the body again; a killed function never goes on', async () => {
  const db = counters();
  db.faults.arm(3, 'lost');
  await bump(db.open(callOf()));
  // Applied twice: why bodies must be repeatable. `ctx.write` of a once call is.
  expect(db.row('counters', 'a')?.value).toBe(2);
  const killed = db.open(callOf());
  db.faults.arm(2, 'crashAfter');
  await expect(bump(killed)).rejects.toThrow('killed');
  await expect(killed.get('counters', 'a')).rejects.toThrow('killed');
  // Its locks are gone with it.
  await bump(db.open(callOf()));
  expect(db.row('counters', 'a')?.value).toBe(3);
});
