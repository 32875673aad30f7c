import type { CouponGrantDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';
import { byId } from '../kit/readAll';

const STATUS = {
  running: '发放中',
  done: '已发完',
  short: '券不够，已停',
  stopped: '券已停发，未发完',
} as const satisfies Record<CouponGrantDoc['status'], string>;

const segmentText = ({ segment }: CouponGrantDoc): string =>
  segment.kind === 'all'
    ? '全部会员'
    : segment.kind === 'level'
      ? `${segment.levelIds.length} 个等级的会员`
      : `名单 ${segment.memberIds.length} 人`;

/** Batches with how far they are. */
export async function grantViews({ db }: Pick<Ctx, 'db'>, grants: readonly CouponGrantDoc[]) {
  const open = grants.some(({ segment }) => segment.kind !== 'list');
  const [templates, members] = await Promise.all([
    byId(
      db,
      'couponTemplates',
      grants.map(({ templateId }) => templateId),
    ),
    open ? db.count('members', {}) : 0,
  ]);
  return grants.map((grant) => ({
    grantId: grant._id,
    templateId: grant.templateId,
    couponName: templates.get(grant.templateId)?.name ?? '',
    segmentText: segmentText(grant),
    reason: grant.reason,
    granted: grant.granted,
    skipped: grant.skipped,
    of: grant.segment.kind === 'list' ? grant.segment.memberIds.length : members,
    status: grant.status,
    statusText: STATUS[grant.status],
    byName: grant.byName,
    createdAt: grant.createdAt,
  }));
}
