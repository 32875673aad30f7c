import { sendBackParcel } from '#shared/contracts/aftersales';
import { serve } from '../kit/serve';
import { shopperOf } from '../kit/shopper';
import { ownCase } from './ownCase';
import { moveCase } from './step';

/** The goods come by courier: the shop finds the parcel by its waybill. May be corrected until it arrived. */
export const main = serve(sendBackParcel, ({ caseId, carrier, waybill }, ctx) =>
  ctx.write(async (tx) => {
    const doc = await ownCase(tx, ctx, shopperOf(ctx).id, caseId);
    if (doc.status !== 'awaitingReturn') return ctx.refuse('WRONG_STATE');
    if (doc.kind !== 'return') return ctx.refuse('NOT_BY_PARCEL');
    const step = { at: ctx.now, text: `已寄出：${carrier} ${waybill}`, by: '顾客' };
    await moveCase(tx, doc, { parcel: { carrier, waybill, at: ctx.now } }, step);
    return { status: doc.status };
  }),
);
