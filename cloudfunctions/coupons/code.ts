import { MINUTE_MS } from '#shared/domain/time';
import type { Ctx } from '../kit/ports';

type Deriving = Pick<Ctx, 'derive' | 'now'>;

const MARK_LENGTH = 12;
const bucketOf = (at: number): number => Math.floor(at / MINUTE_MS);

/** HMAC under the deployment's key: without it neither this minute's mark nor the next can be made. */
const markOf = (ctx: Deriving, couponId: string, bucket: number): string =>
  ctx.derive('k', 'couponCode', couponId, String(bucket)).slice(2, 2 + MARK_LENGTH);

/** `{couponId}.{minute}.{mark}`: a new one each minute. */
export function codeOf(ctx: Deriving, couponId: string): { code: string; expiresAt: number } {
  const bucket = bucketOf(ctx.now);
  return {
    code: `${couponId}.${bucket.toString(36)}.${markOf(ctx, couponId, bucket)}`,
    expiresAt: (bucket + 1) * MINUTE_MS,
  };
}

/** The coupon a code names. The minute before counts too: the scan takes its seconds, clocks differ. */
export function readCode(
  ctx: Deriving,
  code: string,
): { couponId: string } | 'CODE_UNKNOWN' | 'CODE_EXPIRED' {
  const [couponId = '', minute = '', mark = '', ...more] = code.split('.');
  const bucket = Number.parseInt(minute, 36);
  const wellFormed = more.length === 0 && couponId !== '' && Number.isSafeInteger(bucket);
  if (!wellFormed || mark !== markOf(ctx, couponId, bucket)) return 'CODE_UNKNOWN';
  const age = bucketOf(ctx.now) - bucket;
  return age === 0 || age === 1 ? { couponId } : 'CODE_EXPIRED';
}
