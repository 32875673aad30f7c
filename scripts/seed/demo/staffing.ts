import type { Seal } from '../../../cloudfunctions/kit/ports';
import { memberIdOf } from '../../../cloudfunctions/kit/principal';
import type { AddressBookDoc, HqLoginDoc, MemberDoc, StaffDoc } from '#shared/model/docs';
import { hq, shoppers, staff, vendors } from './people';

export function makeMembers(
  seal: Seal,
  now: number,
): { members: MemberDoc[]; addressBooks: AddressBookDoc[] } {
  const rows = shoppers.map((s) => ({ ...s, id: memberIdOf(seal, s.openid) }));
  return {
    members: rows.map((s) => ({
      _id: s.id,
      openid: seal.seal({ collection: 'members', id: s.id, field: 'openid' }, s.openid),
      nickname: s.name.slice(0, 1),
      createdAt: now,
      lastStoreId: null,
    })),
    addressBooks: rows.map((s) => ({
      _id: s.id,
      addresses: [
        {
          addressId: 'home',
          sealed: seal.seal(
            { collection: 'addressBooks', id: s.id, field: 'home' },
            JSON.stringify({ name: s.name, phone: s.phone, region: s.region, detail: s.detail }),
          ),
          tag: '家',
          loc: { lng: s.lng, lat: s.lat },
          isDefault: true,
        },
      ],
    })),
  };
}

export function makeStaff(seal: Seal, now: number, storeIds: ReadonlySet<string>): StaffDoc[] {
  const shopStaff = staff
    .map((s) => ({ ...s, grants: s.grants.filter((g) => storeIds.has(g.storeId)) }))
    .filter((s) => s.grants.length > 0)
    .map((s): StaffDoc => ({
      _id: s.id,
      name: s.name,
      phone: seal.seal({ collection: 'staff', id: s.id, field: 'phone' }, s.phone),
      phoneIdx: seal.index('phone', s.phone),
      openidIdx: seal.index('openid', s.openid),
      uid: null,
      status: 'active',
      grants: s.grants.map((g, i) => ({
        grantId: `${s.id}_${i}`,
        role: g.role,
        scope: 'store',
        scopeId: g.storeId,
        from: now,
        to: null,
      })),
      lastSeenAt: null,
      createdAt: now,
    }));
  return [...shopStaff, ...makeHq(now), ...makeVendors(now)];
}

const makeVendors = (now: number): StaffDoc[] =>
  vendors.map(({ id, uid, name, supplierId }) => ({
    _id: id,
    name,
    phone: null,
    phoneIdx: null,
    openidIdx: null,
    uid,
    status: 'active',
    grants: [
      {
        grantId: `${id}_0`,
        role: 'supplier',
        scope: 'supplier',
        scopeId: supplierId,
        from: now,
        to: null,
      },
    ],
    lastSeenAt: null,
    createdAt: now,
  }));

/** Headquarters' people; every world has them, or nobody could begin. */
export const makeHq = (now: number): StaffDoc[] =>
  hq.map((h) => ({
    _id: h.id,
    name: h.name,
    phone: null,
    phoneIdx: null,
    openidIdx: null,
    uid: h.uid,
    login: h.username,
    status: 'active',
    grants: [
      { grantId: `${h.id}_0`, role: h.role, scope: 'hq', scopeId: '*', from: now, to: null },
    ],
    lastSeenAt: null,
    createdAt: now,
  }));

/** Of `DEMO_PASSWORD`, worked out once: it takes a moment, and every test begins with it. */
const DEMO_HASH = 'scrypt.15.8.1.demo.G1koSplGofPjcizruJphjvXTTMjNpBb1nyT_-yJQHzQ';

/** How the demo's people of headquarters sign in. */
export const makeLogins = (now: number): HqLoginDoc[] =>
  hq.map((h) => ({
    _id: h.username,
    staffId: h.id,
    hash: DEMO_HASH,
    failures: 0,
    lockedUntil: 0,
    changedAt: now,
  }));
