import { signInHq } from '#shared/contracts/people';
import { LOCK_MS, TRIES } from '#shared/domain/lockout';
import { lte } from '../kit/conditions';
import { serve } from '../kit/serve';
import { NOBODYS, passwordFits } from '../kit/password';
import { sessionOf } from './sessions';

/** Name and password against a ticket. Who is unknown, has left or was locked learns nothing of the password. */
export const main = serve(signInHq, async ({ username, password }, ctx) => {
  const named = /^[a-z0-9][a-z0-9_-]{2,31}$/.test(username);
  const free = { lockedUntil: lte(ctx.now) };
  const counted = named
    ? await ctx.db.updateAndGet('hqLogins', username, { inc: { failures: 1 } }, free)
    : undefined;
  if (!counted) {
    const locked = named && (await ctx.db.get('hqLogins', username)) !== undefined;
    if (locked) return ctx.refuse('LOCKED');
    await passwordFits(password, NOBODYS);
    return ctx.refuse('WRONG_PASSWORD');
  }
  const right = counted.failures <= TRIES && (await passwordFits(password, counted.hash));
  if (!right) {
    if (counted.failures >= TRIES) {
      await ctx.db.update('hqLogins', username, {
        set: { failures: 0, lockedUntil: ctx.now + LOCK_MS },
      });
      ctx.log({ locked: username });
      return ctx.refuse('LOCKED');
    }
    return ctx.refuse('WRONG_PASSWORD');
  }
  const uid = await ctx.write(async (tx) => {
    const person = await tx.get('staff', counted.staffId);
    if (person?.status !== 'active') return ctx.refuse('WRONG_PASSWORD');
    const session = sessionOf(ctx, person);
    await tx.update('staff', person._id, { set: { uid: session, lastSeenAt: ctx.now } });
    await tx.update('hqLogins', username, { set: { failures: 0 } });
    tx.audit({
      target: 'staff',
      targetId: person._id,
      storeId: null,
      before: null,
      after: { signedIn: true },
      actor: { id: person._id, name: person.name },
    });
    return session;
  });
  return { ticket: ctx.tickets.issue(uid) };
});
