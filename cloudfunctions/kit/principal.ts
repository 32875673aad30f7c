import { HQ_ROLES, STORE_ROLES, type CallSpec } from '#shared/contracts/kit';
import type { HqRole, StoreRole, Who } from '#shared/contracts/kit';
import type { Grant, StaffDoc } from '#shared/model/docs';
import type { Identity } from './platform';
import type { Db, Principal, Seal } from './ports';

export interface Admitted {
  readonly me: Principal;
  readonly stores: 'all' | readonly string[];
}

const shopRoles: readonly string[] = STORE_ROLES;
const hqRoles: readonly string[] = HQ_ROLES;
const isRole = (who: Who): who is StoreRole | HqRole =>
  shopRoles.includes(who) || hqRoles.includes(who);

/** A shopper's id needs no look-up: the same openid is the same member. */
export const memberIdOf = (seal: Seal, openid: string): string =>
  `m_${seal.index('openid', openid)}`;

/** A shop's roles hold in shops, HQ's at HQ; only the region's manager has a region. */
const fits = (grant: Grant): boolean =>
  shopRoles.includes(grant.role)
    ? grant.scope === 'store'
    : grant.scope === 'hq' || (grant.scope === 'region' && grant.role === 'regionManager');

const valid = (grant: Grant, now: number): boolean =>
  grant.from <= now && (grant.to === null || now < grant.to) && fits(grant);

async function reach(grants: readonly Grant[], db: Db): Promise<'all' | readonly string[]> {
  if (grants.some((g) => g.scope === 'hq')) return 'all';
  const direct = grants.filter((g) => g.scope === 'store').map((g) => g.scopeId);
  const regions = grants.filter((g) => g.scope === 'region').map((g) => g.scopeId);
  const lists = await Promise.all(
    [...new Set(regions)].map((regionId) =>
      db.find('stores', { regionId }, { limit: 1000, only: ['_id'] }),
    ),
  );
  return [...new Set([...direct, ...lists.flat().map((store) => store._id)])];
}

/** The staff record of the platform identity, by web login or by the bound WeChat. */
export async function staffOf(
  identity: Identity,
  seal: Seal,
  db: Db,
): Promise<StaffDoc | undefined> {
  const where =
    identity.uid !== null
      ? { uid: identity.uid }
      : identity.openid !== null
        ? { openidIdx: seal.index('openid', identity.openid) }
        : undefined;
  if (!where) return undefined;
  const [found] = await db.find('staff', { ...where, status: 'active' }, { limit: 1 });
  return found;
}

/** Who calls and which shops they reach; undefined: not allowed. At most one read, two for regions. */
export async function admit(
  spec: CallSpec,
  identity: Identity,
  seal: Seal,
  db: Db,
  now: number,
): Promise<Admitted | undefined> {
  const { source, openid, uid } = identity;
  if (spec.kind === 'timer')
    // The event's own `Type: Timer` can be sent by anybody; the source cannot.
    return source === 'wx_trigger' && openid === null && uid === null
      ? { me: { kind: 'timer', id: 'timer' }, stores: 'all' }
      : undefined;
  if (spec.kind === 'http')
    return openid === null && uid === null
      ? { me: { kind: 'gateway', id: 'gateway' }, stores: 'all' }
      : undefined;
  if (openid !== null && (spec.who.includes('shopper') || spec.who.includes('anonymous')))
    return { me: { kind: 'shopper', id: memberIdOf(seal, openid), openid }, stores: [] };
  if (spec.who.includes('anonymous'))
    return { me: { kind: 'anonymous', id: 'anonymous' }, stores: [] };

  const wanted = spec.who.filter(isRole);
  const staff = wanted.length > 0 ? await staffOf(identity, seal, db) : undefined;
  const grants = (staff?.grants ?? []).filter(
    (g) => valid(g, now) && wanted.some((role) => role === g.role),
  );
  if (!staff || grants.length === 0) return undefined;
  return {
    me: {
      kind: 'staff',
      id: staff._id,
      name: staff.name,
      openid,
      grants,
      roles: wanted.filter((role) => grants.some((g) => g.role === role)),
    },
    stores: await reach(grants, db),
  };
}

/** Names the caller before any record is read: the key of stored answers. */
export const callerKey = (identity: Identity, seal: Seal): string =>
  identity.uid !== null
    ? `u_${identity.uid}`
    : identity.openid !== null
      ? memberIdOf(seal, identity.openid)
      : 'nobody';
