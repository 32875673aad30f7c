import { MINUTE_MS } from '#shared/domain/time';
import type { Ctx } from '../kit/ports';

type Deriving = Pick<Ctx, 'derive' | 'now'>;
/** `c`: the member's own code was scanned, so they stand here and agree; `p`: somebody told a phone number. */
export type How = 'c' | 'p';

/** A full cart takes its minutes; afterwards the member shows the code again. */
const LIVES_MIN = 15;
const MARK_LENGTH = 12;
const bucketOf = (at: number): number => Math.floor(at / MINUTE_MS);

const markOf = (ctx: Deriving, storeId: string, memberId: string, how: How, bucket: number) =>
  ctx.derive('k', 'tillMember', storeId, memberId, how, String(bucket)).slice(2, 2 + MARK_LENGTH);

/** `{memberId}.{how}.{minute}.{mark}`: names a member at this shop for a quarter of an hour. */
export function memberToken(ctx: Deriving, storeId: string, memberId: string, how: How): string {
  const bucket = bucketOf(ctx.now);
  const mark = markOf(ctx, storeId, memberId, how, bucket);
  return `${memberId}.${how}.${bucket.toString(36)}.${mark}`;
}

export interface AtCounter {
  readonly memberId: string;
  /** May spend their money, points and coupons here. */
  readonly agrees: boolean;
}

/** Who a token names; null: forged, of another shop, or too old. */
export function readMemberToken(ctx: Deriving, storeId: string, token: string): AtCounter | null {
  const [memberId = '', how = '', minute = '', mark = '', ...more] = token.split('.');
  const bucket = Number.parseInt(minute, 36);
  if (more.length > 0 || memberId === '' || (how !== 'c' && how !== 'p')) return null;
  if (!Number.isSafeInteger(bucket) || mark !== markOf(ctx, storeId, memberId, how, bucket))
    return null;
  const age = bucketOf(ctx.now) - bucket;
  return age >= 0 && age < LIVES_MIN ? { memberId, agrees: how === 'c' } : null;
}
