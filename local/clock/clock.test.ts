import { expect, test } from 'vitest';
import { openRecords } from '../server/records';
import { createClock } from './clock';

test('jobs run when the world reaches them, in order, once', async () => {
  const clock = createClock(openRecords<number>());
  const start = clock.now();
  const ran: string[] = [];
  clock.at(start + 2000, () => ran.push('two'));
  clock.at(start + 1000, () => ran.push('one'));
  const cancel = clock.at(start + 1500, () => ran.push('never'));
  cancel();
  await clock.jump(500);
  expect(ran).toEqual([]);
  await clock.jump(5000);
  await clock.jump(5000);
  expect(ran).toEqual(['one', 'two']);
  clock.close();
});

test('a jump waits for its jobs, and a failing job stops nobody', async () => {
  const clock = createClock(openRecords<number>());
  let done = false;
  clock.at(clock.now() + 10, () => {
    throw new Error('坏了');
  });
  clock.at(clock.now() + 20, async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    done = true;
  });
  await clock.jump(1000);
  expect(done).toBe(true);
  clock.close();
});

test('without a jump a job runs by itself', async () => {
  const clock = createClock(openRecords<number>());
  let ran = 0;
  clock.at(clock.now() + 30, () => (ran += 1));
  await expect.poll(() => ran).toBe(1);
  clock.close();
});

test('set moves to an instant and tells who listens', async () => {
  const clock = createClock(openRecords<number>());
  const moves: number[] = [];
  clock.onMove(({ to }) => moves.push(to));
  await clock.set(1_900_000_000_000);
  expect(Math.abs(clock.now() - 1_900_000_000_000)).toBeLessThan(50);
  expect(moves).toHaveLength(1);
  expect(new Float64Array(clock.shared)[0]).toBe(clock.offset());
  clock.close();
});
