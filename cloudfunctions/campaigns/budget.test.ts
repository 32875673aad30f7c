import { expect, test } from 'vitest';
import { checkWorld } from '../../tests/invariants';
import { testWorld } from '../kit/testing';
import { holdBudget, releaseBudget, releaseBudgetIn, settleBudget, staleBudgets } from './budget';

const claim = { promotionId: 'p1', fen: 300 };
const mark = (id: string, at = 5) => ({ id, orderId: `o_${id}`, at });

function budgetWorld(budgetFen: number) {
  const world = testWorld();
  world.db.put('promoBudgets', {
    _id: 'p1',
    campaignId: 'c1',
    budgetFen,
    leftFen: budgetFen,
    spentFen: 0,
    holds: [],
    until: 4e12,
    updatedAt: 0,
  });
  const db = world.db.open({ trip() {}, left: () => 1e6, pause: async () => {}, random: () => 0 });
  const check = (swept: boolean) => checkWorld(world.db, { swept });
  return { db, check, budget: () => world.db.row('promoBudgets', 'p1') };
}

test('edge case 18: a hundred checkouts at once spend what there is and not a fen more', async () => {
  const { db, budget, check } = budgetWorld(10_000);
  const refused = await Promise.all(
    Array.from({ length: 100 }, (_, i) => holdBudget(db, [claim], mark(`h${i}`))),
  );
  expect(refused.filter((short) => short.length === 0)).toHaveLength(33);
  expect(budget()).toMatchObject({ leftFen: 100, spentFen: 9_900 });
  expect(check(false)).toEqual([]);
  expect(check(true)).toHaveLength(1);
  const held = (budget()?.holds ?? []).map(({ id }) => id);
  await Promise.all(
    held.map((id, i) =>
      i % 2 === 0 ? settleBudget(db, [claim], id) : releaseBudget(db, [claim], id),
    ),
  );
  expect(budget()).toMatchObject({ leftFen: 100 + 16 * 300, spentFen: 17 * 300, holds: [] });
  // The settled ones were no real orders: they give back, and the books are even.
  await db.transaction((tx) => releaseBudgetIn(tx, [{ ...claim, fen: 17 * 300 }], 'none'));
  expect(budget()).toMatchObject({ leftFen: 10_000, spentFen: 0 });
  expect(check(true)).toEqual([]);
});

test('a claim the network sends again takes the money once; so do settling and giving back', async () => {
  const { db, budget } = budgetWorld(1_000);
  expect(await holdBudget(db, [claim], mark('h1'))).toEqual([]);
  expect(await holdBudget(db, [claim], mark('h1'))).toEqual([]);
  expect(budget()).toMatchObject({ leftFen: 700, holds: [{ fen: 300 }] });
  await settleBudget(db, [claim], 'h1');
  await settleBudget(db, [claim], 'h1');
  expect(await releaseBudget(db, [claim], 'h1')).toBe(0);
  expect(budget()).toMatchObject({ leftFen: 700, spentFen: 300, holds: [] });
});

test('the budget is claimed to the last fen; one of two promotions may fall short', async () => {
  const { db, budget } = budgetWorld(300);
  const both = [claim, { promotionId: 'unknown', fen: 1 }];
  expect(await holdBudget(db, both, mark('h1'))).toEqual([both[1]]);
  expect(budget()).toMatchObject({ leftFen: 0, spentFen: 300 });
  expect(await holdBudget(db, [claim], mark('h2'))).toEqual([claim]);
  expect(await releaseBudget(db, both, 'h1')).toBe(1);
  expect(budget()).toMatchObject({ leftFen: 300, spentFen: 0, holds: [] });
});

test('an order that ends gives back in its own transaction', async () => {
  const { db, budget } = budgetWorld(1_000);
  await holdBudget(db, [claim], mark('h1'));
  await settleBudget(db, [claim], 'h1');
  await db.transaction((tx) => releaseBudgetIn(tx, [claim], 'h1'));
  expect(budget()).toMatchObject({ leftFen: 1_000, spentFen: 0, holds: [] });
});

test('the sweep finds what abandoned checkouts hold, by age', async () => {
  const { db } = budgetWorld(1_000);
  await holdBudget(db, [claim], mark('old', 5));
  expect(await staleBudgets(db, 5, '', 10)).toEqual([]);
  const [found] = await staleBudgets(db, 6, '', 10);
  expect(found?.holds).toMatchObject([{ id: 'old', orderId: 'o_old' }]);
  expect(await staleBudgets(db, 6, 'p1', 10)).toEqual([]);
});
