import { beforeEach, describe, expect, test } from 'vitest';
import type { In } from '#shared/contracts/kit';
import { main as bindStaff } from '../members/bindStaff';
import { testWorld, type Caller, type TestWorld } from '../kit/testing';
import { main as listStaff } from './listStaff';
import { main as revokeStaff } from './revokeStaff';
import { main as saveStaff } from './saveStaff';
import { main as setHours } from './setHours';
import { aStore } from './testing';

let world: TestWorld;
let manager: Caller;
beforeEach(() => {
  world = testWorld();
  world.db.put('stores', aStore('s1', 0), aStore('s2', 100));
  manager = world.as.staff({ roles: ['storeManager'], storeId: 's1', staffId: 'boss' });
});
const save = (more: Partial<In<typeof saveStaff.spec>> = {}, who = manager) =>
  world.call(
    saveStaff,
    { requestId: world.requestId(), storeId: 's1', name: '小陈', roles: ['picker'], ...more },
    who,
  );
const hire = async (more: Partial<In<typeof saveStaff.spec>> = {}, who = manager) => {
  const reply = await save(more, who);
  if (!reply.ok) throw new Error(reply.message);
  return reply.data;
};
const revoke = (staffId: string, who = manager) =>
  world.call(
    revokeStaff,
    { requestId: world.requestId(), storeId: 's1', staffId, reason: '离职' },
    who,
  );

test('hired, invited, bound by WeChat, and gone with the next call after revoking', async () => {
  const phone = '19900000123';
  const { staffId, inviteCode } = await hire({ phone, roles: ['picker', 'cashier'] });
  expect(inviteCode).toMatch(/^[0-9A-Z]{10}$/);
  // Neither the phone nor the code stands anywhere in the database in the clear, the audit included.
  for (const secret of [phone, inviteCode ?? '-']) expect(world.db.dump()).not.toContain(secret);

  const clerk = world.as.shopper('o_clerk');
  const code = { requestId: world.requestId(), inviteCode: (inviteCode ?? '').toLowerCase() };
  expect(await world.ok(bindStaff, code, clerk)).toEqual({ staffId, name: '小陈' });
  const { items } = await world.ok(listStaff, { storeId: 's1', query: '陈' }, manager);
  expect(items).toMatchObject([
    {
      staffId,
      phoneMasked: '199****0123',
      bound: true,
      grants: [{ role: 'picker', scopeName: 's1店' }, { role: 'cashier' }],
    },
  ]);

  expect(await revoke(staffId)).toMatchObject({ ok: true, data: { revoked: 2 } });
  expect(world.db.row('staff', staffId)).toMatchObject({ status: 'left', grants: [] });
  expect(await revoke(staffId)).toMatchObject({ code: 'NOT_FOUND' });
  expect(await world.call(listStaff, {}, { identity: clerk.identity, id: staffId })).toMatchObject({
    code: 'NOT_ALLOWED',
  });
  // The WeChat is free for another start.
  const again = await hire({ phone });
  expect(again.staffId).not.toBe(staffId);
  expect(
    await world.call(
      bindStaff,
      { requestId: world.requestId(), inviteCode: again.inviteCode ?? '' },
      clerk,
    ),
  ).toMatchObject({ ok: true });
});

describe('rights', () => {
  test('a manager neither makes managers nor changes the own rights; HQ does', async () => {
    expect(await save({ roles: ['storeManager'] })).toMatchObject({ code: 'NOT_ALLOWED' });
    expect(await save({ staffId: 'boss', roles: ['cashier'] })).toMatchObject({
      code: 'NOT_ALLOWED',
    });
    expect(await revoke('boss')).toMatchObject({ code: 'NOT_ALLOWED' });
    world.as.staff({ roles: ['storeManager'], storeId: 's1', staffId: 'second' });
    expect(await revoke('second')).toMatchObject({ code: 'NOT_ALLOWED' });
    const hq = world.as.hq(['hqOwner']);
    expect(await save({ roles: ['storeManager'] }, hq)).toMatchObject({ ok: true });
    expect(await revoke('second', hq)).toMatchObject({ ok: true });
  });

  test('another shop’s people are out of reach', async () => {
    world.as.staff({ roles: ['picker'], storeId: 's2', staffId: 'there' });
    expect(await save({ staffId: 'there' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await save({ storeId: 's2' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await revoke('there')).toMatchObject({ code: 'NOT_FOUND' });
    const { items } = await world.ok(listStaff, {}, manager);
    expect(items.map((row) => row.staffId)).toEqual(['boss']);
    // HQ lends somebody to a second shop: the first one's grants stay.
    const hq = world.as.hq(['hqOwner']);
    expect(await save({ staffId: 'there', roles: ['cashier'] }, hq)).toMatchObject({ ok: true });
    expect(world.db.row('staff', 'there')?.grants.map((g) => [g.scopeId, g.role])).toEqual([
      ['s2', 'picker'],
      ['s1', 'cashier'],
    ]);
  });

  test('a role of one shop opens no call of another', async () => {
    world.db.put('staff', {
      _id: 'both',
      name: '小赵',
      phone: null,
      phoneIdx: null,
      openidIdx: world.seal.index('openid', 'o_both'),
      uid: null,
      status: 'active',
      grants: [
        { grantId: 'a', role: 'storeManager', scope: 'store', scopeId: 's1', from: 0, to: null },
        { grantId: 'b', role: 'picker', scope: 'store', scopeId: 's2', from: 0, to: null },
      ],
      lastSeenAt: null,
      createdAt: 0,
    });
    const both: Caller = { identity: world.as.shopper('o_both').identity, id: 'both' };
    const week = Array.from({ length: 7 }, () => []);
    const rules = { hours: week, specialDays: [], closures: [], lastOrderMin: 0, version: 1 };
    const set = (storeId: string) =>
      world.call(setHours, { requestId: world.requestId(), storeId, ...rules }, both);
    expect(await set('s2')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await set('s1')).toMatchObject({ ok: true });
  });
});

test('a phone is one person’s, even when two are hired at the same moment', async () => {
  const phone = '19900000123';
  const replies = await Promise.all([save({ phone }), save({ phone, name: '小吴' })]);
  expect(replies.map((reply) => reply.ok).toSorted()).toEqual([false, true]);
  expect(replies.find((reply) => !reply.ok)).toMatchObject({ code: 'PHONE_TAKEN' });
  expect(await save({ phone })).toMatchObject({ code: 'PHONE_TAKEN' });
  expect(await save({ phone: '12' })).toMatchObject({
    code: 'BAD_INPUT',
    message: '手机号不对，请检查后重试',
  });
});

test('the phone the manager wrote down is invitation enough, once, and only for an active record', async () => {
  const { staffId } = await hire({ phone: '19900000123' });
  const bind = (phone: string, openid: string) =>
    world.call(
      bindStaff,
      { requestId: world.requestId(), phoneCode: `phone-${phone}` },
      world.as.shopper(openid),
    );
  expect(await bind('19900000999', 'o_other')).toMatchObject({ code: 'PHONE_UNKNOWN' });
  expect(await bind('19900000123', 'o_clerk')).toMatchObject({ ok: true, data: { staffId } });
  expect(await bind('19900000123', 'o_thief')).toMatchObject({ code: 'PHONE_UNKNOWN' });
  const both = { requestId: world.requestId(), phoneCode: 'x', inviteCode: 'ABCDEF' };
  expect(await world.call(bindStaff, both, world.as.shopper('o_x'))).toMatchObject({
    code: 'BAD_INPUT',
  });
});

test('a role for the shift opens only while clocked in here, one with an end stops by itself', async () => {
  const { staffId } = await hire(
    {
      roles: ['storeManager'],
      shiftOnly: true,
      until: world.clock.now + 1_000,
    },
    world.as.hq(['hqOwner']),
  );
  const person = world.db.row('staff', staffId);
  if (!person) throw new Error('nobody hired');
  const openidIdx = world.seal.index('openid', 'o_shift');
  const on = (storeId: string | null) =>
    world.db.put('staff', {
      ...person,
      openidIdx,
      onShift: storeId === null ? null : { storeId, until: world.clock.now + 9_000 },
    });
  const look = () =>
    world.call(listStaff, { storeId: 's1' }, { ...world.as.shopper('o_shift'), id: staffId });
  for (const elsewhere of [null, 's2']) {
    on(elsewhere);
    expect(await look()).toMatchObject({ code: 'NOT_ALLOWED' });
  }
  on('s1');
  expect(await look()).toMatchObject({ ok: true });
  world.clock.advance(1_000);
  expect(await look()).toMatchObject({ code: 'NOT_ALLOWED' });
});
