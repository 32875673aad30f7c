import { revokePerson } from '#shared/contracts/people';
import type { StaffDoc } from '#shared/model/docs';
import { serve } from '../kit/serve';
import { keepOwners, ownersNow } from './owners';

/** Ends everything somebody may do at headquarters, with their next call; roles in shops stay. */
export const main = serve(revokePerson, async ({ staffId, reason }, ctx) => {
  const owners = await ownersNow(ctx.db, ctx.now);
  return ctx.write(async (tx) => {
    const before = await tx.get('staff', staffId);
    const grants = (before?.grants ?? []).filter((g) => g.scope === 'store');
    const revoked = (before?.grants.length ?? 0) - grants.length;
    if (!before || revoked === 0) return ctx.refuse('NOT_FOUND');
    if (staffId === ctx.me.id) return ctx.refuse('OWN_RIGHTS');
    const after: StaffDoc = {
      ...before,
      grants,
      uid: null,
      status: grants.length === 0 ? 'left' : 'active',
      ...(grants.length === 0 ? { openidIdx: null } : {}),
    };
    if (!(await keepOwners(tx, owners, after, ctx.now))) return ctx.refuse('LAST_OWNER');
    // The name is free again; the person would sign in with it no more.
    if (before.login) await tx.remove('hqLogins', before.login);
    const { login: _login, passwordDue: _due, ...kept } = after;
    await tx.set('staff', kept);
    const told = ({ uid: _uid, ...person }: StaffDoc) => person;
    tx.audit({
      target: 'staff',
      targetId: staffId,
      storeId: null,
      before: told(before),
      after: told(kept),
      reason,
    });
    return { revoked };
  });
});
