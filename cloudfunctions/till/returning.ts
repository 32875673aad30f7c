import { inTime } from '#shared/domain/aftersales/pieces';
import type { Reason } from '#shared/domain/aftersales/policy';
import type { OrderDoc } from '#shared/model/docs';
import { policyOf } from '../aftersales/policies';
import type { Ctx } from '../kit/ports';
import { byId } from '../kit/readAll';

/** Refuses pieces whose time to come back is over, by the policy the order was sold under. */
export async function mustBeInTime(
  ctx: Pick<Ctx<'TOO_LATE'>, 'db' | 'cached' | 'now' | 'refuse'>,
  order: OrderDoc,
  lineIds: readonly string[],
  reason: Reason,
): Promise<void> {
  const lines = order.lines.filter(({ lineId }) => lineIds.includes(lineId));
  const [policy, skus] = await Promise.all([
    policyOf(ctx, order.policyVersion),
    byId(
      ctx.db,
      'skus',
      lines.map(({ skuId }) => skuId),
    ),
  ]);
  for (const { skuId, lineId } of lines) {
    const categoryId = skus.get(skuId)?.categoryId ?? '';
    if (!inTime(policy, reason, categoryId, order.completedAt ?? 0, ctx.now))
      ctx.refuse('TOO_LATE', { detail: { lineId } });
  }
}
