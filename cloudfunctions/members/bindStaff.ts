import { bindStaff } from '#shared/contracts/members';
import type { Parsed } from '#shared/contracts/kit';
import type { StaffDoc } from '#shared/model/docs';
import '../kit/phones';
import type { Ctx, WriteTx } from '../kit/ports';
import { normalPhone } from '../kit/seal';
import { serve } from '../kit/serve';
import { shopperOf } from '../kit/shopper';
import { newMember } from './newMember';

type Input = Parsed<typeof bindStaff>;

/** Binds a WeChat to a staff record, by a manager's code or by the phone the manager wrote down. */
export const main = serve(bindStaff, async (input, ctx) => {
  const me = shopperOf(ctx);
  const openidIdx = ctx.seal.index('openid', me.openid);
  const [bound] = await ctx.db.find('staff', { openidIdx, status: 'active' }, { limit: 1 });
  if (bound) return ctx.refuse('ALREADY_STAFF');
  const invited = await invitation(ctx, input);

  return ctx.write(async (tx) => {
    const before = await invited(tx);
    if (!(await claimWeChat(tx, ctx, me, before._id))) return ctx.refuse('ALREADY_STAFF');
    await tx.update('staff', before._id, { set: { openidIdx, lastSeenAt: ctx.now } });
    tx.audit({
      target: 'staff',
      targetId: before._id,
      storeId: before.grants.find((g) => g.scope === 'store')?.scopeId ?? null,
      before,
      after: { ...before, openidIdx },
      reason: '绑定微信',
    });
    return { staffId: before._id, name: before.name };
  });
});

/** Who is invited, looked at again inside the transaction; refuses what invites nobody (any more). */
async function invitation(
  ctx: Ctx<'INVITE_UNKNOWN' | 'PHONE_UNKNOWN'>,
  { inviteCode, phoneCode }: Input,
): Promise<(tx: WriteTx) => Promise<StaffDoc>> {
  // A person who left, or is bound to a WeChat already, cannot be taken over.
  const free = (person: StaffDoc | undefined): person is StaffDoc =>
    person?.status === 'active' && person.openidIdx === null;

  if (phoneCode !== undefined) {
    const phone = normalPhone((await ctx.phones.of(phoneCode)) ?? '');
    if (!phone) return ctx.refuse('PHONE_UNKNOWN');
    const phoneIdx = ctx.seal.index('phone', phone);
    const [found] = await ctx.db.find('staff', { phoneIdx, status: 'active' }, { limit: 1 });
    if (!found) return ctx.refuse('PHONE_UNKNOWN');
    return async (tx) => {
      const person = await tx.get('staff', found._id);
      return free(person) && person.phoneIdx === phoneIdx ? person : ctx.refuse('PHONE_UNKNOWN');
    };
  }
  // Codes are read aloud and typed: case does not matter.
  const inviteId = ctx.seal.index('code', (inviteCode ?? '').toUpperCase());
  return async (tx) => {
    const invite = await tx.get('staffInvites', inviteId);
    if (!invite || invite.usedAt !== null || invite.expiresAt <= ctx.now)
      return ctx.refuse('INVITE_UNKNOWN');
    const person = await tx.get('staff', invite.staffId);
    if (!free(person)) return ctx.refuse('INVITE_UNKNOWN');
    await tx.update('staffInvites', inviteId, { set: { usedAt: ctx.now } });
    return person;
  };
}

/** The member's own document names the staff record: two codes entered at the same moment bind one person. */
async function claimWeChat(
  tx: WriteTx,
  ctx: Pick<Ctx, 'seal' | 'now'>,
  me: { id: string; openid: string },
  staffId: string,
): Promise<boolean> {
  const member = await tx.get('members', me.id);
  if (!member) {
    await tx.insert('members', { ...newMember(ctx, me), staffId });
    return true;
  }
  const holder = member.staffId ? await tx.get('staff', member.staffId) : undefined;
  if (holder?.status === 'active' && holder.openidIdx !== null) return false;
  return tx.update('members', me.id, { set: { staffId } });
}
