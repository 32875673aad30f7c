import { bindStaff } from '#shared/contracts/members';
import type { WriteTx } from '../kit/ports';
import { serve } from '../kit/serve';

export const main = serve(bindStaff, async ({ inviteCode }, ctx) => {
  if (ctx.me.kind !== 'shopper') return ctx.refuse('NOT_ALLOWED');
  const openidIdx = ctx.seal.index('openid', ctx.me.openid);
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
    if (!(await claimWeChat(tx, openidIdx, before._id))) return ctx.refuse('ALREADY_STAFF');
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

/** One document a WeChat: two codes entered at the same moment bind one person. */
async function claimWeChat(tx: WriteTx, openidIdx: string, staffId: string): Promise<boolean> {
  const _id = `staffOpenid:${openidIdx}`;
  const held = await tx.get('settings', _id);
  if (held) {
    const holder = await tx.get('staff', String(held.value));
    if (holder?.status === 'active' && holder.openidIdx === openidIdx) return false;
    return tx.update('settings', _id, { set: { value: staffId }, inc: { version: 1 } });
  }
  await tx.insert('settings', { _id, value: staffId, version: 1 });
  return true;
}
