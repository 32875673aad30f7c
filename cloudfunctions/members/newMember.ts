import type { MemberDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';

/** A member's document as the first visit makes it: messages need the openid later, nothing else is known. */
export const newMember = (
  { seal, now }: Pick<Ctx, 'seal' | 'now'>,
  { id, openid }: { id: string; openid: string },
): MemberDoc => ({
  _id: id,
  openid: seal.seal({ collection: 'members', id, field: 'openid' }, openid),
  nickname: '',
  createdAt: now,
  lastStoreId: null,
});
