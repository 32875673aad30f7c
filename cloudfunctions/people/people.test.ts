import { beforeEach, describe, expect, test } from 'vitest';
import { LOCK_MS, TRIES } from '#shared/domain/lockout';
import type { In } from '#shared/contracts/kit';
import { testWorld, type Caller, type TestWorld } from '../kit/testing';
import { aStore } from '../orders/testing';
import { main as listStoresHq } from '../stores/listStoresHq';
import { main as whoAmIHq } from '../system/whoAmIHq';
import { main as changeMyPassword } from './changeMyPassword';
import { main as endSessions } from './endSessions';
import { main as listPeople } from './listPeople';
import { passwordFits } from '../kit/password';
import { main as resetPassword } from './resetPassword';
import { main as revokePerson } from './revokePerson';
import { main as savePerson } from './savePerson';
import { main as signInHq } from './signInHq';

let world: TestWorld;
let owner: Caller;
beforeEach(() => {
  world = testWorld();
  world.db.put('stores', aStore('s1', { regionId: 'east' }), aStore('s2', { regionId: 'west' }));
  owner = world.as.hq(['hqOwner'], { staffId: 'boss' });
});
type Form = Partial<In<typeof savePerson.spec>>;
const save = (form: Form = {}, who = owner) =>
  world.call(
    savePerson,
    {
      requestId: world.requestId(),
      name: '商品部 罗',
      username: 'luo',
      grants: [{ role: 'hqMerch' }],
      ...form,
    },
    who,
  );
async function hire(form: Form = {}) {
  const reply = await save(form);
  if (!reply.ok || reply.data.password === null) throw new Error(JSON.stringify(reply));
  return { ...reply.data, password: reply.data.password };
}
const signIn = (username: string, password: string) =>
  world.call(signInHq, { username, password }, world.as.anonymous());
/** Whoever brings the ticket. */
async function enter(username: string, password: string): Promise<Caller> {
  const reply = await signIn(username, password);
  if (!reply.ok) throw new Error(reply.code);
  const uid = reply.data.ticket.replace('ticket-', '');
  return { identity: { source: '', openid: null, uid }, id: username };
}
const id = () => ({ requestId: world.requestId() });

test('hired, signs in, chooses a password, works, is revoked, and the next call is refused', async () => {
  const { staffId, password } = await hire();
  expect(world.db.dump()).not.toContain(password);
  const luo = await enter('LUO', password);
  // With a password somebody else knows nothing opens but the change of it.
  expect(await world.call(listStoresHq, {}, luo)).toMatchObject({ code: 'NOT_ALLOWED' });
  const change = { ...id(), old: password, password: 'zi ji de mi ma' };
  const { ticket } = await world.ok(changeMyPassword, change, luo);
  const now = { ...luo, identity: { ...luo.identity, uid: ticket.replace('ticket-', '') } };
  expect(await world.call(listStoresHq, {}, now)).toMatchObject({ ok: true });
  // Where the old password was used, one is signed out.
  expect(await world.call(whoAmIHq, {}, luo)).toMatchObject({ code: 'NOT_ALLOWED' });
  expect(await signIn('luo', password)).toMatchObject({ code: 'WRONG_PASSWORD' });

  const { items } = await world.ok(listPeople, { query: 'luo' }, owner);
  expect(items).toMatchObject([
    { staffId, username: 'luo', mustChange: false, lastSeenAt: world.clock.now, me: false },
  ]);
  await world.ok(revokePerson, { ...id(), staffId, reason: '离职' }, owner);
  expect(await world.call(listStoresHq, {}, now)).toMatchObject({ code: 'NOT_ALLOWED' });
  expect(await signIn('luo', 'zi ji de mi ma')).toMatchObject({ code: 'WRONG_PASSWORD' });
  // The name is free for somebody else.
  expect(await save({ name: '罗二' })).toMatchObject({ ok: true });
});

describe('guessing', () => {
  test('locks the name after five, also for the right password, and opens by itself', async () => {
    const { password } = await hire();
    for (let i = 1; i < TRIES; i += 1)
      expect(await signIn('luo', 'wrong')).toMatchObject({ code: 'WRONG_PASSWORD' });
    expect(await signIn('luo', 'wrong')).toMatchObject({ code: 'LOCKED' });
    expect(await signIn('luo', password)).toMatchObject({ code: 'LOCKED' });
    const { items } = await world.ok(listPeople, { query: 'luo' }, owner);
    expect(items[0]?.lockedUntil).toBe(world.clock.now + LOCK_MS);
    world.clock.advance(LOCK_MS);
    expect(await signIn('luo', password)).toMatchObject({ ok: true });
  });

  test('guesses in parallel are guesses too', async () => {
    const { password } = await hire();
    const tries = ['a', 'b', 'c', 'd', 'e', 'f', password];
    const replies = await Promise.all(tries.map((text) => signIn('luo', text)));
    const codes = replies.map((reply) => (reply.ok ? 'in' : reply.code));
    expect(codes.filter((code) => code === 'LOCKED').length).toBeGreaterThanOrEqual(2);
    expect(codes.at(-1)).toBe('LOCKED');
  });

  test('a right one forgets the wrong ones; an unknown name answers like a wrong password', async () => {
    const { password } = await hire();
    for (let round = 0; round < 2; round += 1) {
      for (let i = 2; i < TRIES; i += 1) await signIn('luo', 'wrong');
      expect(await signIn('luo', password)).toMatchObject({ ok: true });
    }
    const [unknown, wrong] = [await signIn('nobody', 'x'), await signIn('luo', 'x')];
    expect({ ...unknown, traceId: '' }).toEqual({ ...wrong, traceId: '' });
    for (const odd of ['', '__proto__', 'a b', '{"$ne":1}'])
      expect(await signIn(odd, 'x')).toMatchObject({ code: 'WRONG_PASSWORD' });
  });

  test('a reset opens the lock and ends every session', async () => {
    const { staffId, password } = await hire();
    const luo = await enter('luo', password);
    for (let i = 0; i < TRIES; i += 1) await signIn('luo', 'wrong');
    const reset = await world.ok(resetPassword, { ...id(), staffId }, owner);
    expect(await world.call(whoAmIHq, {}, luo)).toMatchObject({ code: 'NOT_ALLOWED' });
    const again = await enter('luo', reset.password);
    expect(await world.call(whoAmIHq, {}, again)).toMatchObject({
      ok: true,
      data: { mustChange: true },
    });
    await world.ok(endSessions, { ...id(), staffId }, owner);
    expect(await world.call(whoAmIHq, {}, again)).toMatchObject({ code: 'NOT_ALLOWED' });
  });
});

describe('rights', () => {
  test('nobody changes the own, the last owner stays, two who remove each other leave one', async () => {
    expect(
      await save({ staffId: 'boss', username: undefined, grants: [{ role: 'hqMerch' }] }),
    ).toMatchObject({ code: 'OWN_RIGHTS' });
    expect(
      await world.call(revokePerson, { ...id(), staffId: 'boss', reason: '' }, owner),
    ).toMatchObject({ code: 'OWN_RIGHTS' });
    // The own name may be changed.
    expect(
      await save({
        staffId: 'boss',
        name: '沈总',
        username: undefined,
        grants: [{ role: 'hqOwner' }],
      }),
    ).toMatchObject({ ok: true });
    const second = world.as.hq(['hqOwner'], { staffId: 'second' });
    world.db.put('settings', { _id: 'hqOwners', value: ['boss', 'second'], version: 1 });
    const remove = (staffId: string, who: Caller) =>
      world.call(revokePerson, { ...id(), staffId, reason: '' }, who);
    const replies = await Promise.all([remove('second', owner), remove('boss', second)]);
    expect(replies.map((reply) => (reply.ok ? 'done' : reply.code)).toSorted()).toEqual([
      'LAST_OWNER',
      'done',
    ]);
    const left = world.db
      .rows('staff')
      .filter((p) => p.status === 'active' && p.grants.some((g) => g.role === 'hqOwner'));
    expect(left).toHaveLength(1);
  });

  test('only the owner makes people of HQ; an auditor looks', async () => {
    for (const role of ['hqMerch', 'hqFinance', 'hqAuditor'] as const)
      expect(await save({}, world.as.hq([role]))).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await world.call(listPeople, {}, world.as.hq(['hqAuditor']))).toMatchObject({
      ok: true,
    });
  });

  test('a region’s manager sees the region', async () => {
    expect(await save({ grants: [{ role: 'regionManager' }] })).toMatchObject({
      code: 'REGION_MISSING',
    });
    const { password } = await hire({
      username: 'east',
      grants: [{ role: 'regionManager', regionId: 'east' }],
    });
    const first = await enter('east', password);
    const { ticket } = await world.ok(
      changeMyPassword,
      { ...id(), old: password, password: 'long enough it is' },
      first,
    );
    const east = { ...first, identity: { ...first.identity, uid: ticket.replace('ticket-', '') } };
    const { items } = await world.ok(listStoresHq, {}, east);
    expect(items.map((row) => row.storeId)).toEqual(['s1']);
  });

  test('one login a name, even when two are made at the same moment', async () => {
    const replies = await Promise.all([save(), save({ name: '另一个' })]);
    expect(replies.map((r) => (r.ok ? 'ok' : r.code)).toSorted()).toEqual(['USERNAME_TAKEN', 'ok']);
  });
});

test('passwords: the stored text says how it was made, and fits only its own', async () => {
  const demo = 'scrypt.15.8.1.demo.G1koSplGofPjcizruJphjvXTTMjNpBb1nyT_-yJQHzQ';
  expect(await passwordFits('liandian', demo)).toBe(true);
  expect(await passwordFits('liandian ', demo)).toBe(false);
  expect(await passwordFits('', 'nothing')).toBe(false);
});
