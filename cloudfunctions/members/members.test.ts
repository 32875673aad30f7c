import { beforeEach, describe, expect, test } from 'vitest';
import { testWorld, type TestWorld } from '../kit/testing';
import { main as bindStaff } from './bindStaff';
import { main as listAddresses } from './listAddresses';
import { main as removeAddress } from './removeAddress';
import { main as saveAddress } from './saveAddress';
import { main as whoAmI } from './whoAmI';

const form = {
  name: '林悦',
  phone: '19900000101',
  region: '杭州市拱墅区',
  detail: '12 幢 502',
  tag: '家',
  loc: { lng: 120.16, lat: 30.28 },
  isDefault: false,
};
let world: TestWorld;
beforeEach(() => {
  world = testWorld();
});
const save = (openid: string, change: Partial<typeof form> = {}, addressId?: string) =>
  world.ok(
    saveAddress,
    {
      requestId: world.requestId(),
      form: { ...form, ...change },
      ...(addressId ? { addressId } : {}),
    },
    world.as.shopper(openid),
  );
const list = async (openid: string) =>
  (await world.ok(listAddresses, {}, world.as.shopper(openid))).items;

describe('the address book', () => {
  test('keeps one default, the first by itself', async () => {
    await save('oA');
    const { address: second } = await save('oA', { detail: '公司', isDefault: true });
    const items = await list('oA');
    expect(items.map((a) => [a.detail, a.isDefault])).toEqual([
      ['公司', true],
      ['12 幢 502', false],
    ]);
    await world.ok(
      removeAddress,
      { requestId: world.requestId(), addressId: second.addressId },
      world.as.shopper('oA'),
    );
    expect((await list('oA')).map((a) => a.isDefault)).toEqual([true]);
  });

  test('is sealed in the database and nobody else’s', async () => {
    const { address } = await save('oA');
    const stored = JSON.stringify(await world.db.dump());
    for (const text of ['林悦', '19900000101', '12 幢 502']) expect(stored).not.toContain(text);
    expect(await list('oB')).toEqual([]);
    expect(
      await world.call(
        saveAddress,
        { requestId: world.requestId(), addressId: address.addressId, form },
        world.as.shopper('oB'),
      ),
    ).toMatchObject({ ok: false, code: 'NOT_FOUND' });
  });

  test('takes twenty addresses, and the same request once', async () => {
    const requestId = world.requestId();
    for (let i = 0; i < 2; i += 1)
      await world.ok(saveAddress, { requestId, form }, world.as.shopper('oA'));
    expect(await list('oA')).toHaveLength(1);
    for (let i = 1; i < 20; i += 1) await save('oA');
    expect(
      await world.call(saveAddress, { requestId: world.requestId(), form }, world.as.shopper('oA')),
    ).toMatchObject({ ok: false, code: 'TOO_MANY' });
  });

  test('refuses what is no address, naming the field', async () => {
    const reply = await world.call(
      saveAddress,
      { requestId: world.requestId(), form: { ...form, phone: '123' } },
      world.as.shopper('oA'),
    );
    expect(reply).toMatchObject({ ok: false, code: 'BAD_INPUT' });
    expect(await list('oA')).toEqual([]);
  });
});

describe('staff behind a WeChat', () => {
  const invite = (code: string, staffId: string, more: { expiresAt?: number } = {}) =>
    world.db.put('staffInvites', {
      _id: world.seal.index('code', code),
      staffId,
      expiresAt: world.clock.now + 1_000,
      usedAt: null,
      ...more,
    });
  const unbound = (staffId: string) => {
    world.as.staff({ roles: ['picker'], storeId: 's1', staffId });
    return world.db
      .open({ trip: () => {}, left: () => 1_000, pause: async () => {}, random: () => 0 })
      .update('staff', staffId, { set: { openidIdx: null } });
  };
  const bind = (openid: string, inviteCode: string) =>
    world.call(bindStaff, { requestId: world.requestId(), inviteCode }, world.as.shopper(openid));

  test('an invitation binds once, then the shops appear', async () => {
    await unbound('st_1');
    invite('INVITE01', 'st_1');
    expect(await bind('oNew', 'INVITE01')).toMatchObject({ ok: true, data: { staffId: 'st_1' } });
    expect(await bind('oThief', 'INVITE01')).toMatchObject({ ok: false, code: 'INVITE_UNKNOWN' });
    world.db.put('stores', { _id: 's1', name: '武林店' } as never);
    const me = await world.ok(whoAmI, {}, world.as.shopper('oNew'));
    expect(me.staff?.stores).toEqual([{ storeId: 's1', name: '武林店', roles: ['picker'] }]);
    expect((await world.ok(whoAmI, {}, world.as.shopper('oThief'))).staff).toBeNull();
  });

  test('one person is one staff record', async () => {
    await unbound('st_1');
    await unbound('st_2');
    invite('INVITE01', 'st_1');
    invite('INVITE02', 'st_2');
    await bind('oNew', 'INVITE01');
    expect(await bind('oNew', 'INVITE02')).toMatchObject({ ok: false, code: 'ALREADY_STAFF' });
  });

  test('an old or made-up code says the same', async () => {
    await unbound('st_1');
    invite('INVITE01', 'st_1', { expiresAt: world.clock.now });
    const [old, made] = [await bind('oNew', 'INVITE01'), await bind('oNew', 'NOSUCH99')];
    expect(old).toMatchObject({ ok: false, code: 'INVITE_UNKNOWN' });
    expect({ ...made, traceId: '' }).toEqual({ ...old, traceId: '' });
  });
});
