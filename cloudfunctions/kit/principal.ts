import type { CallSpec } from '#shared/contracts/kit';
import { isRole, opening, reachOf } from '#shared/domain/rights';
import type { Grant, StaffDoc } from '#shared/model/docs';
import type { Identity } from './platform';
import type { Db, Principal, Seal } from './ports';
import { readAll } from './readAll';

export interface Admitted {
  readonly me: Principal;
  readonly stores: 'all' | readonly string[];
}
/** Not let in; `by` is told when it is somebody we know. */
export interface Denied {
  readonly me: null;
  readonly by?: { readonly id: string; readonly name: string };
}
const NOBODY: Denied = { me: null };

/** A shopper's id needs no look-up: the same openid is the same member. */
export const memberIdOf = (seal: Seal, openid: string): string =>
  `m_${seal.index('openid', openid)}`;

async function storesOf(grants: readonly Grant[], db: Db): Promise<'all' | readonly string[]> {
  const { all, stores, regions } = reachOf(grants);
  if (all) return 'all';
  const lists = await Promise.all(
    regions.map((regionId) => readAll(db, 'stores', { regionId }, { only: ['_id'] })),
  );
  return [...new Set([...stores, ...lists.flat().map((store) => store._id)])];
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

/** Who calls and which shops they reach, or that they may not. At most one read, two for regions. */
export async function admit(
  spec: CallSpec,
  identity: Identity,
  seal: Seal,
  db: Db,
  now: number,
): Promise<Admitted | Denied> {
  const { source, openid, uid } = identity;
  if (spec.kind === 'timer')
    // The event's own `Type: Timer` can be sent by anybody; the source cannot.
    return source === 'wx_trigger' && openid === null && uid === null
      ? { me: { kind: 'timer', id: 'timer' }, stores: 'all' }
      : NOBODY;
  if (spec.kind === 'http')
    return openid === null && uid === null
      ? { me: { kind: 'gateway', id: 'gateway' }, stores: 'all' }
      : NOBODY;
  if (openid !== null && (spec.who.includes('shopper') || spec.who.includes('anonymous')))
    return { me: { kind: 'shopper', id: memberIdOf(seal, openid), openid }, stores: [] };
  if (spec.who.includes('anonymous'))
    return { me: { kind: 'anonymous', id: 'anonymous' }, stores: [] };

  const wanted = spec.who.filter(isRole);
  const staff = wanted.length > 0 ? await staffOf(identity, seal, db) : undefined;
  // Read for this very call: what was revoked a moment ago opens nothing.
  const grants = opening(wanted, staff?.grants ?? [], now, staff?.onShift);
  if (!staff) return NOBODY;
  if (grants.length === 0 || (staff.passwordDue === true && !spec.evenWithOldPassword))
    return { me: null, by: { id: staff._id, name: staff.name } };
  return {
    me: {
      kind: 'staff',
      id: staff._id,
      name: staff.name,
      openid,
      grants,
      roles: wanted.filter((role) => grants.some((g) => g.role === role)),
    },
    stores: await storesOf(grants, db),
  };
}

/** Names the caller before any record is read: the key of stored answers. */
export const callerKey = (identity: Identity, seal: Seal): string =>
  identity.uid !== null
    ? `u_${identity.uid}`
    : identity.openid !== null
      ? memberIdOf(seal, identity.openid)
      : 'nobody';
