import type { Parsed } from '#shared/contracts/kit';
import { savePerson } from '#shared/contracts/people';
import type { StaffDoc } from '#shared/model/docs';
import { Duplicate, type Ctx } from '../kit/ports';
import { serve } from '../kit/serve';
import { claimPhone, takenPhone } from '../stores/staffPhone';
import { newLogin, temporaryPassword } from './login';
import { keepOwners, ownersNow } from './owners';
import { newUid } from './sessions';

type Input = Parsed<typeof savePerson>;

/** Makes somebody of headquarters, or changes their name, phone and roles; roles of shops stay as they are. */
export const main = serve(savePerson, async (input, ctx) => {
  const { staffId, username, grants } = input;
  if (grants.some((g) => (g.role === 'regionManager') !== (g.regionId !== null)))
    return ctx.refuse('REGION_MISSING');
  const phoneIdx = input.phone === undefined ? null : ctx.seal.index('phone', input.phone);
  if (phoneIdx !== null && (await takenPhone(ctx, phoneIdx, staffId)))
    return ctx.refuse('PHONE_TAKEN');

  const owners = await ownersNow(ctx.db, ctx.now);
  const newId = ctx.newId('st');
  const password = username === undefined ? null : temporaryPassword(ctx);
  const login =
    username === undefined || password === null ? null : await newLogin(ctx, username, password);
  try {
    return await ctx.write(async (tx) => {
      const before = staffId === undefined ? undefined : await tx.get('staff', staffId);
      if (staffId !== undefined && !before) return ctx.refuse('NOT_FOUND');
      const after = changed(before, newId, input, phoneIdx, ctx);
      if (before?._id === ctx.me.id && rightsOf(before) !== rightsOf(after))
        return ctx.refuse('OWN_RIGHTS');
      if (!before && !login) return ctx.refuse('USERNAME_MISSING');
      if (!(await keepOwners(tx, owners, after, ctx.now))) return ctx.refuse('LAST_OWNER');
      if (phoneIdx !== null && before?.phoneIdx !== phoneIdx)
        if (!(await claimPhone(tx, before?.phoneIdx ?? null, phoneIdx, after._id)))
          return ctx.refuse('PHONE_TAKEN');
      const had = after.login ?? null;
      if (login && had !== null && had !== login._id) await tx.remove('hqLogins', had);
      // The same name again is no new login: its password stays.
      const fresh = login !== null && had !== login._id;
      if (fresh) await tx.insert('hqLogins', { ...login, staffId: after._id });
      const kept = {
        ...after,
        ...(fresh ? { login: login._id, uid: newUid(ctx), passwordDue: true } : {}),
      };
      await tx.set('staff', kept);
      const told = ({ uid: _uid, ...person }: StaffDoc) => person;
      tx.audit({
        target: 'staff',
        targetId: kept._id,
        storeId: null,
        before: before ? told(before) : null,
        after: told(kept),
      });
      return { staffId: kept._id, password: fresh ? password : null };
    });
  } catch (error) {
    if (error instanceof Duplicate && error.collection === 'hqLogins')
      return ctx.refuse('USERNAME_TAKEN');
    if (error instanceof Duplicate && error.collection === 'settings')
      return ctx.refuse('PHONE_TAKEN');
    throw error;
  }
});

const rightsOf = ({ grants }: StaffDoc): string =>
  JSON.stringify(grants.map((g) => [g.role, g.scopeId, g.to]).toSorted());

function changed(
  before: StaffDoc | undefined,
  newId: string,
  { name, phone, grants, until }: Input,
  phoneIdx: string | null,
  ctx: Ctx,
): StaffDoc {
  const _id = before?._id ?? newId;
  const had = before?.grants ?? [];
  const inShops = had.filter((g) => g.scope === 'store');
  const now = grants.map(({ role, regionId }) => {
    const scope = role === 'regionManager' ? ('region' as const) : ('hq' as const);
    const scopeId = regionId ?? '*';
    const from = had.find((g) => g.role === role && g.scopeId === scopeId)?.from ?? ctx.now;
    return {
      grantId: `${scopeId === '*' ? 'hq' : scopeId}:${role}`,
      role,
      scope,
      scopeId,
      from,
      to: until,
    };
  });
  const place = { collection: 'staff', id: _id, field: 'phone' } as const;
  return {
    _id,
    name,
    phone: phone === undefined ? (before?.phone ?? null) : ctx.seal.seal(place, phone),
    phoneIdx: phoneIdx ?? before?.phoneIdx ?? null,
    openidIdx: before?.openidIdx ?? null,
    uid: before?.uid ?? null,
    status: 'active',
    grants: [...inShops, ...now],
    onShift: before?.onShift ?? null,
    ...(before?.login ? { login: before.login } : {}),
    ...(before?.passwordDue ? { passwordDue: true } : {}),
    lastSeenAt: before?.lastSeenAt ?? null,
    createdAt: before?.createdAt ?? ctx.now,
  };
}
