import type { CouponTemplateDoc } from '#shared/model/docs';

export type WhyNot = 'NOT_CLAIMABLE' | 'ALL_CLAIMED' | 'LIMIT_REACHED' | 'NOT_THIS_LEVEL';

/** Why a member of this level who has `mine` of it cannot claim another one now; null when they can. */
export function whyNotClaimable(
  template: CouponTemplateDoc,
  mine: number,
  levelId: string,
  now: number,
): WhyNot | null {
  const { status, claimable, claimFrom, claimTo, issued, total, perMember, levelIds } = template;
  if (status !== 'active' || !claimable || now < claimFrom || now > claimTo) return 'NOT_CLAIMABLE';
  if (levelIds.length > 0 && !levelIds.includes(levelId)) return 'NOT_THIS_LEVEL';
  if (mine >= perMember) return 'LIMIT_REACHED';
  return issued >= total ? 'ALL_CLAIMED' : null;
}
