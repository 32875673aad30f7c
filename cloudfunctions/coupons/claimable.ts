import type { CouponTemplateDoc } from '#shared/model/docs';

export type WhyNot = 'NOT_CLAIMABLE' | 'ALL_CLAIMED' | 'LIMIT_REACHED';

/** Why a member who has `mine` of it cannot claim another one now; null when they can. */
export function whyNotClaimable(
  template: CouponTemplateDoc,
  mine: number,
  now: number,
): WhyNot | null {
  const { status, claimFrom, claimTo, issued, total, perMember } = template;
  if (status !== 'active' || now < claimFrom || now > claimTo) return 'NOT_CLAIMABLE';
  if (mine >= perMember) return 'LIMIT_REACHED';
  return issued >= total ? 'ALL_CLAIMED' : null;
}
