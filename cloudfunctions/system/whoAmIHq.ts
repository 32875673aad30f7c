import { calls } from '#shared/contracts/index';
import type { CallName } from '#shared/contracts/index';
import type { CallSpec } from '#shared/contracts/kit';
import { whoAmIHq } from '#shared/contracts/insights';
import { serve } from '../kit/serve';

/** Who is at the console, and every call the roles may make: the menu is built from it. */
export const main = serve(whoAmIHq, async (_input, ctx) => {
  if (ctx.me.kind !== 'staff') return ctx.refuse('NOT_ALLOWED');
  const record = await ctx.db.get('staff', ctx.me.id);
  const roles = [...new Set(ctx.me.grants.map(({ role }) => role))];
  const mayCall = (name: CallName) => {
    const spec: CallSpec = calls[name];
    return spec.who.some((who) => roles.includes(who));
  };
  return {
    staffId: ctx.me.id,
    name: ctx.me.name,
    roles,
    calls: (Object.keys(calls) as CallName[]).filter(mayCall),
    mustChange: record?.passwordDue === true,
    ownLogin: record?.login !== undefined,
    now: ctx.now,
  };
});
