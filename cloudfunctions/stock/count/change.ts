import { COUNT_TEXT, nextCount, type CountMove } from '#shared/domain/stocktake/flow';
import type { StockCountDoc } from '#shared/model/docs';
import type { Ctx, Tx, WriteTx } from '../../kit/ports';

type Changing = Pick<Ctx<'WRONG_STATE'>, 'refuse' | 'now' | 'me'>;

export const nameOf = ({ me }: Pick<Ctx, 'me'>): string => (me.kind === 'staff' ? me.name : '系统');

/** The shop's sheet as it is in this transaction; another shop's is not there. */
export async function sheetIn(
  tx: Pick<Tx, 'get'>,
  ctx: Pick<Ctx, 'refuse'>,
  { storeId, countId }: { storeId: string; countId: string },
): Promise<StockCountDoc> {
  const sheet = await tx.get('stockCounts', countId);
  if (sheet?.storeId !== storeId) return ctx.refuse('NOT_FOUND');
  return sheet;
}

/** Moves a sheet by the declared table, with its line of history and the audit row. */
export async function moveSheet(
  tx: WriteTx,
  ctx: Changing,
  sheet: StockCountDoc,
  move: CountMove,
  text: string,
  set: Partial<StockCountDoc> = {},
): Promise<{ status: StockCountDoc['status']; statusText: string }> {
  const status = nextCount(sheet.status, move) ?? ctx.refuse('WRONG_STATE');
  await tx.update('stockCounts', sheet._id, {
    set: { ...set, status },
    push: { steps: { at: ctx.now, by: nameOf(ctx), text } },
  });
  tx.audit({
    target: 'stockCounts',
    targetId: sheet._id,
    storeId: sheet.storeId,
    before: { status: COUNT_TEXT[sheet.status] },
    after: { status: COUNT_TEXT[status] },
    reason: text,
  });
  return { status, statusText: COUNT_TEXT[status] };
}
