import { saveStaff } from '#shared/contracts/stores';
import type { Parsed } from '#shared/contracts/kit';
import { DAY_MS } from '#shared/domain/time';
import type { StaffDoc } from '#shared/model/docs';
import { Duplicate, type Ctx } from '../kit/ports';
import { serve } from '../kit/serve';
import { claimPhone, takenPhone } from './staffPhone';
import { mayStaff, rolesAt } from './staffRights';

type Input = Parsed<typeof saveStaff>;
const INVITE_MS = 7 * DAY_MS;

export const main = serve(saveStaff, async (input, ctx) => {
  const { storeId, staffId } = input;
  const phoneIdx = input.phone === undefined ? null : ctx.seal.index('phone', input.phone);
  if (phoneIdx !== null && (await takenPhone(ctx, phoneIdx, staffId)))
    return ctx.refuse('PHONE_TAKEN');

  const newId = ctx.newId('st');
  // 50 bits of chance: a code is typed once, by a person, within a week.
  const code = ctx.newId('i').slice(-10);
  try {
    return await ctx.write(async (tx) => {
      const before = staffId === undefined ? undefined : await tx.get('staff', staffId);
      if (staffId !== undefined && !visible(ctx, before, storeId)) return ctx.refuse('NOT_FOUND');
      mayStaff(ctx, storeId, before, input.roles);
      const after = staffed(before, newId, input, phoneIdx, ctx);
      if (phoneIdx !== null && before?.phoneIdx !== phoneIdx)
        if (!(await claimPhone(tx, before?.phoneIdx ?? null, phoneIdx, after._id)))
          return ctx.refuse('PHONE_TAKEN');
      await tx.set('staff', after);
      const bound = after.openidIdx !== null;
      if (!bound)
        await tx.set('staffInvites', {
          _id: ctx.seal.index('code', code),
          staffId: after._id,
          expiresAt: ctx.now + INVITE_MS,
          usedAt: null,
        });
      const target = { target: 'staff' as const, targetId: after._id, storeId };
      tx.audit({ ...target, before: before ?? null, after });
      return { staffId: after._id, inviteCode: bound ? null : code };
    });
  } catch (error) {
    if (error instanceof Duplicate && error.collection === 'settings')
      return ctx.refuse('PHONE_TAKEN');
    throw error;
  }
});

/** A shop's manager sees the shop's people; HQ may also bring in somebody of another shop. */
const visible = (ctx: Ctx, person: StaffDoc | undefined, storeId: string): boolean =>
  person !== undefined && (ctx.stores === 'all' || rolesAt(person, storeId).length > 0);

function staffed(
  before: StaffDoc | undefined,
  newId: string,
  { storeId, name, phone, roles, shiftOnly, until }: Input,
  phoneIdx: string | null,
  ctx: Ctx,
): StaffDoc {
  const _id = before?._id ?? newId;
  const elsewhere = (before?.grants ?? []).filter(
    (g) => g.scope !== 'store' || g.scopeId !== storeId,
  );
  const here = (before?.grants ?? []).filter((g) => !elsewhere.includes(g));
  const now = roles.map((role) => ({
    grantId: `${storeId}:${role}`,
    role,
    scope: 'store' as const,
    scopeId: storeId,
    from: here.find((g) => g.role === role)?.from ?? ctx.now,
    to: until,
    shiftOnly,
  }));
  return {
    _id,
    name,
    phone:
      phone === undefined
        ? (before?.phone ?? null)
        : ctx.seal.seal({ collection: 'staff', id: _id, field: 'phone' }, phone),
    phoneIdx: phoneIdx ?? before?.phoneIdx ?? null,
    openidIdx: before?.openidIdx ?? null,
    uid: before?.uid ?? null,
    status: 'active',
    grants: [...elsewhere, ...now],
    onShift: before?.onShift ?? null,
    ...(before?.login ? { login: before.login } : {}),
    ...(before?.passwordDue ? { passwordDue: true } : {}),
    lastSeenAt: before?.lastSeenAt ?? null,
    createdAt: before?.createdAt ?? ctx.now,
  };
}
