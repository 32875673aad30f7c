import type { CouponGrantDoc } from '#shared/model/docs';
import { sorted } from '#shared/domain/membership/levels';
import { moneyRules } from '../assets/rules';
import { gt } from '../kit/conditions';
import type { Ctx, WriteTx } from '../kit/ports';
import { byId } from '../kit/readAll';
import { newCoupon } from './newCoupon';

/** Members of one transaction: three writes each, one for the counter of all. */
const PAGE = 20;

export type GrantCtx = Pick<Ctx, 'cached' | 'db' | 'derive' | 'now' | 'left' | 'log'> & {
  write<T>(body: (tx: WriteTx) => Promise<T>): Promise<T>;
};

/**
 * Hands out to the next page of the segment. Counter, per-person guards, coupons and the batch's own cursor are
 * one transaction: nobody gets one twice, no counter is passed by a whole batch (edge case 25), and a run that
 * dies is gone on with where it stood, by whoever calls next.
 */
export async function grantPage(ctx: GrantCtx, seen: CouponGrantDoc): Promise<CouponGrantDoc> {
  const { members, cursor, last } = await nextMembers(ctx, seen);
  return ctx.write(async (tx) => {
    const grant = await tx.get('couponGrants', seen._id);
    // Another run was quicker with this page: go on from where it is.
    if (!grant || grant.status !== 'running' || grant.cursor !== seen.cursor) {
      tellOf(tx, seen, null, grant ?? null);
      return grant ?? seen;
    }
    const template = await tx.get('couponTemplates', grant.templateId);
    if (!template || template.status !== 'active') return keep(tx, grant, { status: 'stopped' });
    let left = template.total - template.issued;
    let granted = 0;
    let lacking = false;
    for (const { memberId, meant } of members) {
      const claimId = `${template._id}:${memberId}`;
      const count = (meant ? (await tx.get('couponClaims', claimId))?.count : undefined) ?? 0;
      if (!meant || count >= template.perMember) continue;
      lacking ||= left === 0;
      if (lacking) continue;
      await tx.insert('coupons', newCoupon(ctx, template, memberId, count + 1, grant._id));
      await tx.set('couponClaims', {
        _id: claimId,
        templateId: template._id,
        memberId,
        count: count + 1,
      });
      granted += 1;
      left -= 1;
    }
    if (granted > 0) await tx.update('couponTemplates', template._id, { inc: { issued: granted } });
    const status = lacking ? 'short' : last ? 'done' : 'running';
    return keep(tx, grant, {
      cursor,
      status,
      granted: grant.granted + granted,
      skipped: grant.skipped + members.length - granted,
    });
  });

  async function keep(tx: WriteTx, grant: CouponGrantDoc, set: Partial<CouponGrantDoc>) {
    const after = { ...grant, ...set, updatedAt: ctx.now };
    await tx.set('couponGrants', after);
    tellOf(tx, grant, grant, after);
    return after;
  }
}

/** Every run of a batch leaves a row, one that was overtaken too. */
function tellOf(
  tx: WriteTx,
  { _id: targetId, reason }: CouponGrantDoc,
  was: CouponGrantDoc | null,
  is: CouponGrantDoc | null,
): void {
  const figures = (grant: CouponGrantDoc | null) =>
    grant && { status: grant.status, granted: grant.granted, skipped: grant.skipped };
  const target = { target: 'couponGrants' as const, targetId, storeId: null };
  tx.audit({ ...target, before: figures(was), after: figures(is), reason });
}

interface NextMembers {
  readonly members: readonly { readonly memberId: string; readonly meant: boolean }[];
  readonly cursor: string;
  readonly last: boolean;
}

/** Members in the order of their ids; who joins meanwhile behind the cursor is still reached. */
async function nextMembers(ctx: GrantCtx, grant: CouponGrantDoc): Promise<NextMembers> {
  const { segment, cursor } = grant;
  if (segment.kind === 'list') {
    const done = Number(cursor === '' ? 0 : cursor);
    const named = segment.memberIds.slice(done, done + PAGE);
    const known = await byId(ctx.db, 'members', named);
    return {
      members: named.map((memberId) => ({ memberId, meant: known.has(memberId) })),
      cursor: String(done + named.length),
      last: done + named.length >= segment.memberIds.length,
    };
  }
  const page = await ctx.db.find('members', cursor === '' ? {} : { _id: gt(cursor) }, {
    sort: { _id: 1 },
    limit: PAGE,
    only: ['_id'],
  });
  const ids = page.map(({ _id }) => _id);
  const isMeant = segment.kind === 'all' ? () => true : await ofLevels(ctx, ids, segment.levelIds);
  return {
    members: ids.map((memberId) => ({ memberId, meant: isMeant(memberId) })),
    cursor: ids.at(-1) ?? cursor,
    last: page.length < PAGE,
  };
}

async function ofLevels(ctx: GrantCtx, memberIds: readonly string[], levelIds: readonly string[]) {
  const [assets, rules] = await Promise.all([byId(ctx.db, 'assets', memberIds), moneyRules(ctx)]);
  const first = sorted(rules.levels)[0]?.levelId ?? '';
  return (memberId: string) => levelIds.includes(assets.get(memberId)?.levelId ?? first);
}
