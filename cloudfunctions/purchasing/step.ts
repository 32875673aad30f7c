import type { PurchaseStatus } from '#shared/domain/purchasing/purchase';
import type { PurchaseDoc } from '#shared/model/docs';
import type { WriteTx } from '../kit/ports';

/** An order's next state, with its trace; the caller has looked at the present one in this transaction. */
export async function stepTo(
  tx: WriteTx,
  { _id, status: before }: Pick<PurchaseDoc, '_id' | 'status'>,
  status: PurchaseStatus,
  { by, now, text, set = {} }: { by: string; now: number; text: string; set?: object },
): Promise<void> {
  await tx.update('purchases', _id, {
    set: { ...set, status, updatedAt: now },
    push: { steps: { at: now, status, by, text } },
  });
  tx.audit({
    target: 'purchases',
    targetId: _id,
    storeId: null,
    before: { status: before },
    after: { status },
    reason: text,
  });
}
