import { MINUTE_MS } from '#shared/domain/time';
import type { Ctx } from '../kit/ports';

type Deriving = Pick<Ctx, 'derive' | 'now'>;

const MARK_LENGTH = 12;
const bucketOf = (at: number): number => Math.floor(at / MINUTE_MS);
const markOf = (ctx: Deriving, memberId: string, bucket: number): string =>
  ctx.derive('k', 'memberCode', memberId, String(bucket)).slice(2, 2 + MARK_LENGTH);

/** `{memberId}.{minute}.{mark}`: a new one each minute, as with coupons, under a key of its own. */
export function memberCode(ctx: Deriving, memberId: string): { code: string; expiresAt: number } {
  const bucket = bucketOf(ctx.now);
  return {
    code: `${memberId}.${bucket.toString(36)}.${markOf(ctx, memberId, bucket)}`,
    expiresAt: (bucket + 1) * MINUTE_MS,
  };
}

/** The member a code names; the minute before counts too: the scan takes its seconds, clocks differ. */
export function readMemberCode(
  ctx: Deriving,
  code: string,
): { memberId: string } | 'CODE_UNKNOWN' | 'CODE_EXPIRED' {
  const [memberId = '', minute = '', mark = '', ...more] = code.split('.');
  const bucket = Number.parseInt(minute, 36);
  const wellFormed = more.length === 0 && memberId !== '' && Number.isSafeInteger(bucket);
  if (!wellFormed || mark !== markOf(ctx, memberId, bucket)) return 'CODE_UNKNOWN';
  const age = bucketOf(ctx.now) - bucket;
  return age === 0 || age === 1 ? { memberId } : 'CODE_EXPIRED';
}
