import { expect, test } from 'vitest';
import { openDb } from '../assets/testing';
import type { WriteTx } from './ports';
import { Outdated, readAhead, seen } from './readAhead';
import { testWorld } from './testing';

async function world() {
  const made = testWorld();
  const db = openDb(made);
  await db.insert('categories', { _id: 'tea', name: '茶', sort: 1 });
  const guard = ({ sort }: { sort: number }) => ({ sort });
  const before = [
    seen('categories', 'tea', await db.get('categories', 'tea'), guard),
    seen('categories', 'none', undefined, guard),
  ];
  const write = <T>(body: (tx: WriteTx) => Promise<T>) =>
    // Rows of audit and events are not at issue here.
    db.transaction((tx) => body(readAhead({ ...tx, audit() {}, emit() {} }, before)));
  return { db, write, trips: () => made.db.faults.calls };
}

test('what was seen is not read again, and is written under its guard', async () => {
  const { db, write, trips } = await world();
  const from = trips();
  await write(async (tx) => {
    expect(await tx.get('categories', 'none')).toBeUndefined();
    const doc = await tx.get('categories', 'tea');
    await tx.set('categories', { _id: 'tea', name: `${doc?.name}叶`, sort: 2 });
    await tx.set('categories', { _id: 'none', name: '新', sort: 1 });
  });
  // Begin, two writes, commit.
  expect(trips() - from).toBe(4);
  expect(await db.get('categories', 'tea')).toEqual({ _id: 'tea', name: '茶叶', sort: 2 });
  expect(await db.get('categories', 'none')).toEqual({ _id: 'none', name: '新', sort: 1 });
});

test.each(['set', 'update'] as const)(
  '%s of a document that changed: nothing is done',
  async (how) => {
    const { db, write } = await world();
    await db.update('categories', 'tea', { inc: { sort: 1 } });
    const body = async (tx: WriteTx): Promise<void> => {
      await tx.insert('categories', { _id: 'other', name: '', sort: 0 });
      if (how === 'set') await tx.set('categories', { _id: 'tea', name: '酒', sort: 9 });
      else await tx.update('categories', 'tea', { set: { name: '酒' } });
    };
    await expect(write(body)).rejects.toThrow(Outdated);
    expect(await db.get('categories', 'tea')).toMatchObject({ name: '茶', sort: 2 });
    expect(await db.get('categories', 'other')).toBeUndefined();
  },
);

test('a document that was not there and came meanwhile: nothing is done', async () => {
  const { db, write } = await world();
  await db.insert('categories', { _id: 'none', name: '早', sort: 5 });
  await expect(
    write((tx) => tx.set('categories', { _id: 'none', name: '晚', sort: 1 })),
  ).rejects.toThrow(Outdated);
  expect(await db.get('categories', 'none')).toMatchObject({ name: '早' });
});
