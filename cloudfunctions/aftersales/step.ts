import type { AfterSaleDoc } from '#shared/model/docs';
import type { EventPayloads } from '#shared/model/events';
import type { WriteTx } from '../kit/ports';

/** What a move changes of a case. */
export type Move = Partial<Omit<AfterSaleDoc, '_id' | 'steps'>>;

/** Writes a move with its line in the history. */
export const moveCase = (
  tx: WriteTx,
  doc: AfterSaleDoc,
  move: Move,
  step: AfterSaleDoc['steps'][number],
): Promise<boolean> =>
  tx.update('afterSales', doc._id, {
    set: { ...move, updatedAt: step.at },
    push: { steps: step },
  });

/** Tells the shop of a new case, or the shopper of a step of theirs; each step once. */
export const tellCase = (
  tx: WriteTx,
  { _id, no, storeId, memberId, steps }: AfterSaleDoc,
  to: 'shop' | 'shopper',
  text: string,
  at: number,
): void =>
  tx.emit(
    'afterSale.moved',
    _id,
    {
      caseId: _id,
      no,
      storeId,
      memberId,
      to,
      text: text.slice(0, 20),
      at,
    } satisfies EventPayloads['afterSale.moved'],
    `${to}:${steps.length}`,
  );

/** Staff and HQ leave a trace of every move. */
export const auditCase = (
  tx: WriteTx,
  doc: AfterSaleDoc,
  storeId: string,
  after: Record<string, unknown>,
  reason: string,
): void =>
  tx.audit({
    target: 'afterSales',
    targetId: doc._id,
    storeId,
    before: { status: doc.status },
    after,
    reason,
  });
