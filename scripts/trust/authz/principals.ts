import { HQ_ROLES, STORE_ROLES } from '#shared/contracts/kit';
import type { Grant } from '#shared/model/docs';
import type { Caller, TestWorld } from '../../../cloudfunctions/kit/testing';
import { OWN_REGION, OWN_STORE } from './objects';

/** Somebody who calls, and what the rules say of them; written down apart from the code that decides. */
export interface Principal {
  readonly name: string;
  readonly caller: Caller;
  /** The roles that hold; empty for strangers. */
  readonly roles: readonly string[];
  /** `all`: every shop; `own`: the first shop only; `none`: only what is theirs as shoppers. */
  readonly reach: 'all' | 'own' | 'none';
  /** Sends this along with every input, as a forger would. */
  readonly forged?: Readonly<Record<string, unknown>>;
}

export interface People {
  readonly buyer: Caller;
  readonly stranger: Caller;
}

/** Everybody of the matrix: strangers, shoppers, every role, and people whose right has ended. */
export function principals(world: TestWorld, { buyer, stranger }: People): Principal[] {
  const { as } = world;
  const grant = (more: Partial<Grant>): Grant => ({
    grantId: 'g1',
    role: 'storeManager',
    scope: 'store',
    scopeId: OWN_STORE,
    from: 0,
    to: null,
    ...more,
  });
  /** A staff record with exactly this, bound to a WeChat of its own. */
  const person = (id: string, grants: Grant[], more: object = {}): Caller => {
    const openid = `o_${id}`;
    world.db.put('staff', {
      _id: id,
      name: id,
      phone: null,
      phoneIdx: null,
      openidIdx: world.seal.index('openid', openid),
      uid: null,
      status: 'active',
      grants,
      lastSeenAt: null,
      createdAt: 0,
      ...more,
    });
    return { identity: { source: 'wx_client', openid, uid: null }, id };
  };
  const nobody = (name: string, caller: Caller, more: Partial<Principal> = {}): Principal => ({
    name,
    caller,
    roles: [],
    reach: 'none',
    ...more,
  });
  const hq = HQ_ROLES.map((role): Principal => ({
    name: role,
    caller: as.hq([role], role === 'regionManager' ? { regionId: OWN_REGION } : {}),
    roles: [role],
    reach: role === 'regionManager' ? 'own' : 'all',
  }));
  const shop = [...STORE_ROLES, 'device'].map((role): Principal => ({
    name: role,
    caller: person(`st_${role}`, [grant({ role })]),
    roles: [role],
    reach: 'own',
  }));
  const now = world.clock.now;
  const ended: [string, Grant[], object?][] = [
    ['managerRevoked', []],
    ['managerLeft', [grant({})], { status: 'left' }],
    ['managerExpired', [grant({ to: now })]],
    ['managerNotYet', [grant({ from: now + 60_000 })]],
    ['managerOffDuty', [grant({ shiftOnly: true })]],
    ['managerElsewhere', [grant({ shiftOnly: true })], { onShift: { storeId: 's2', until: 9e12 } }],
    ['clerkAsHq', [grant({ role: 'hqOwner' }), grant({ role: 'cashier', scope: 'hq' })]],
    ['unknownRole', [grant({ role: 'root', scope: 'hq', scopeId: '*' })]],
    ['supplier', [grant({ role: 'supplier', scope: 'supplier', scopeId: 'sup_1' })]],
  ];
  return [
    nobody('anonymous', as.anonymous()),
    nobody('webStranger', { identity: { source: '', openid: null, uid: 'uid_x' }, id: 'u' }),
    nobody('shopper', buyer),
    nobody('otherShopper', stranger),
    nobody('shopperForgingTimer', stranger, {
      forged: { Type: 'Timer', TriggerName: 'x', userInfo: { openId: 'o_st_storeManager' } },
    }),
    ...hq,
    ...shop,
    ...ended.map(([name, grants, more]) =>
      nobody(name, person(`st_${name}`, grants, more), {
        roles: name === 'supplier' ? ['supplier'] : [],
      }),
    ),
    nobody('timer', as.timer()),
    nobody('gateway', as.gateway()),
  ];
}
