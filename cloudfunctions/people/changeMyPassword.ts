import { changeMyPassword } from '#shared/contracts/people';
import { serve } from '../kit/serve';
import { hashPassword, passwordFits } from '../kit/password';
import { newUid } from './sessions';

/** A password of one's own. Other browsers are signed out; this one goes on with the ticket. */
export const main = serve(changeMyPassword, async ({ old, password }, ctx) => {
  const me = await ctx.db.get('staff', ctx.me.id);
  const login = me?.login ? await ctx.db.get('hqLogins', me.login) : undefined;
  if (!login) return ctx.refuse('NO_LOGIN');
  if (!(await passwordFits(old, login.hash))) return ctx.refuse('WRONG_PASSWORD');
  if (old === password) return ctx.refuse('SAME_PASSWORD');
  const hash = await hashPassword(password);
  const uid = newUid(ctx);
  const ticket = ctx.tickets.issue(uid);
  return ctx.write(async (tx) => {
    await tx.update('hqLogins', login._id, { set: { hash, failures: 0, changedAt: ctx.now } });
    await tx.update('staff', ctx.me.id, { set: { uid }, unset: ['passwordDue'] });
    const told = { before: { password: '' }, after: { password: '本人修改' } };
    tx.audit({ target: 'staff', targetId: ctx.me.id, storeId: null, ...told });
    return { ticket };
  });
});
