import { dayOf } from '#shared/domain/time';
import type { TransferDoc } from '#shared/model/docs';
import type { WriteTx } from '../kit/ports';

export interface NewTransfer {
  readonly _id: string;
  readonly no: string;
  readonly fromStoreId: string;
  readonly toStoreId: string;
  readonly lines: readonly { readonly skuId: string; readonly qty: number }[];
  readonly reason: string;
  readonly distanceM: number;
  readonly runId: string | null;
  readonly by: string;
  readonly now: number;
}

/** `DB261122` and the last characters of the transfer's own id. */
export const transferNo = (id: string, now: number): string =>
  `DB${dayOf(now).slice(2).replaceAll('-', '')}${id.slice(-6).toUpperCase()}`;

/** The line the sender can no longer cover. */
export interface Lacking {
  readonly skuId: string;
  readonly available: number;
}

/**
 * Approves a transfer inside the caller's transaction: the pieces are promised at the sender, nothing
 * has moved. Answers the first line the sender cannot cover instead; the caller then refuses, which
 * undoes the lines before it.
 */
export async function reserveTransfer(
  tx: WriteTx,
  plan: NewTransfer,
): Promise<Lacking | undefined> {
  const { _id, no, fromStoreId, toStoreId, reason, distanceM, runId, by, now } = plan;
  for (const { skuId, qty } of plan.lines) {
    const id = `${fromStoreId}:${skuId}`;
    const stock = await tx.get('stock', id);
    if (!stock || stock.available < qty) return { skuId, available: stock?.available ?? 0 };
    await tx.update('stock', id, {
      inc: { available: -qty, reserved: qty },
      set: { updatedAt: now },
    });
  }
  const doc: TransferDoc = {
    _id,
    no,
    fromStoreId,
    toStoreId,
    status: 'approved',
    lines: plan.lines.map(({ skuId, qty }) => ({
      skuId,
      approved: qty,
      shipped: 0,
      received: 0,
      damaged: 0,
      lost: 0,
    })),
    reason,
    distanceM,
    runId,
    steps: [{ at: now, status: 'approved', by, text: '总部批准调拨' }],
    createdAt: now,
    shippedAt: null,
    receivedAt: null,
  };
  await tx.insert('transfers', doc);
  tx.audit({
    target: 'transfers',
    targetId: _id,
    storeId: fromStoreId,
    before: null,
    after: { no, fromStoreId, toStoreId, lines: plan.lines },
    reason,
  });
  return undefined;
}

/** The same product on several lines is one line. */
export function mergeLines(lines: readonly { readonly skuId: string; readonly qty: number }[]) {
  const merged = new Map<string, number>();
  for (const { skuId, qty } of lines) merged.set(skuId, (merged.get(skuId) ?? 0) + qty);
  return [...merged].map(([skuId, qty]) => ({ skuId, qty }));
}
