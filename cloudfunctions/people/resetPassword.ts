import { resetPassword } from '#shared/contracts/people';
import { serve } from '../kit/serve';
import { temporaryPassword } from './login';
import { hashPassword } from '../kit/password';
import { newUid } from './sessions';

/** A new first password; it opens a locked name, and every session of the person has ended. */
export const main = serve(resetPassword, async ({ staffId }, ctx) => {
  const password = temporaryPassword(ctx);
  const hash = await hashPassword(password);
  return ctx.write(async (tx) => {
    const person = await tx.get('staff', staffId);
    if (person?.status !== 'active') return ctx.refuse('NOT_FOUND');
    if (!person.login) return ctx.refuse('NO_LOGIN');
    const fresh = { hash, failures: 0, lockedUntil: 0, changedAt: ctx.now };
    await tx.update('hqLogins', person.login, { set: fresh });
    await tx.update('staff', staffId, { set: { uid: newUid(ctx), passwordDue: true } });
    const told = { before: { password: '' }, after: { password: '重置' } };
    tx.audit({ target: 'staff', targetId: staffId, storeId: null, ...told });
    return { password };
  });
});
