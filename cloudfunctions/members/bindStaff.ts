import { bindStaff } from '#shared/contracts/members';
import type { Ctx, WriteTx } from '../kit/ports';
import { serve } from '../kit/serve';
import { shopperOf } from '../kit/shopper';
import { newMember } from './newMember';

export const main = serve(bindStaff, async ({ inviteCode }, ctx) => {
  const me = shopperOf(ctx);
  const openidIdx = ctx.seal.index('openid', me.openid);
  const [bound] = await ctx.db.find('staff', { openidIdx, status: 'active' }, { limit: 1 });
  if (bound) return ctx.refuse('ALREADY_STAFF');

  // Codes are read aloud and typed: case does not matter.
  const inviteId = ctx.seal.index('code', inviteCode.toUpperCase());
  return ctx.write(async (tx) => {
    const invite = await tx.get('staffInvites', inviteId);
    if (!invite || invite.usedAt !== null || invite.expiresAt <= ctx.now)
      return ctx.refuse('INVITE_UNKNOWN');
    const before = await tx.get('staff', invite.staffId);
    // A person who left, or is bound to a WeChat already, cannot be taken over by an old code.
    if (!before || before.status !== 'active' || before.openidIdx !== null)
      return ctx.refuse('INVITE_UNKNOWN');
    if (!(await claimWeChat(tx, ctx, me, before._id))) return ctx.refuse('ALREADY_STAFF');
    await tx.update('staffInvites', inviteId, { set: { usedAt: ctx.now } });
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
