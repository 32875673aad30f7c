import { expect, test } from 'vitest';
import { runAuthz } from './main';
import { runMatrix } from './matrix';
import { authzWorld, memoryStage } from './memory';

test('every function × every principal × own, foreign and absent things', async () => {
  const outcome = await runAuthz();
  expect(outcome.broken).toEqual([]);
  expect(outcome.covered).toBe(outcome.calls);
  // A matrix of refusals alone would prove nothing.
  expect(outcome.worked.length).toBeGreaterThan(100);
}, 180_000);

test('a shop that is let into another one, a refusal that tells more, an open door: each is noticed', async () => {
  const scene = await authzWorld();
  const owner = scene.people.find(({ name }) => name === 'hqOwner');
  if (!owner) throw new Error('no owner');
  const stage = memoryStage(scene);
  const only = ({ name }: { name: string }) => name === 'searchOrders';
  const wide = {
    ...stage,
    // A reach forgotten: the region's manager is served like the owner.
    send: (...[who, ...rest]: Parameters<typeof stage.send>) =>
      stage.send(who.name === 'regionManager' ? owner : who, ...rest),
  };
  const leaks = await runMatrix(wide, scene.people, scene.sides, only);
  expect(leaks.broken.join('\n')).toMatch(/searchOrders × regionManager: sees the other side/);
  const open = {
    ...stage,
    send: (...[who, ...rest]: Parameters<typeof stage.send>) =>
      stage.send(who.name === 'managerExpired' ? owner : who, ...rest),
  };
  const doors = await runMatrix(open, scene.people, scene.sides, only);
  expect(doors.broken.join('\n')).toMatch(/searchOrders × managerExpired: let in/);
});
