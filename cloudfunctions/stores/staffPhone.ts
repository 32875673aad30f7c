import { ne } from '../kit/conditions';
import type { Ctx, WriteTx } from '../kit/ports';

/** Whether another active record has this phone. */
export async function takenPhone(
  ctx: Pick<Ctx, 'db'>,
  phoneIdx: string,
  staffId: string | undefined,
): Promise<boolean> {
  const others = staffId === undefined ? {} : { _id: ne(staffId) };
  return (await ctx.db.count('staff', { phoneIdx, status: 'active', ...others })) > 0;
}

const guardOf = (phoneIdx: string): string => `staffPhone:${phoneIdx}`;

/** One document a phone: two records saved at the same moment cannot both have it. */
export async function claimPhone(
  tx: WriteTx,
  before: string | null,
  phoneIdx: string,
  staffId: string,
): Promise<boolean> {
  if (before !== null) await tx.remove('settings', guardOf(before));
  const held = await tx.get('settings', guardOf(phoneIdx));
  if (!held) {
    await tx.insert('settings', { _id: guardOf(phoneIdx), value: staffId, version: 1 });
    return true;
  }
  // Somebody who left gives the number free.
  const holder = await tx.get('staff', String(held.value));
  if (holder?.status === 'active' && holder.phoneIdx === phoneIdx) return holder._id === staffId;
  return tx.update('settings', held._id, { set: { value: staffId }, inc: { version: 1 } });
}
