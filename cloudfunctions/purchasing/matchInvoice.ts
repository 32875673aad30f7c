import { matchInvoice } from '#shared/contracts/purchasing';
import { dueFen } from '#shared/domain/purchasing/purchase';
import { money } from '#shared/domain/money';
import { serve } from '../kit/serve';
import { stepTo } from './step';

/** Order, receipts and invoice side by side: good pieces received at the ordered price are what is to be paid. */
export const main = serve(matchInvoice, async (input, ctx) =>
  ctx.write(async (tx) => {
    const doc = await tx.get('purchases', input.purchaseId);
    if (!doc || ctx.stores !== 'all') return ctx.refuse('NOT_FOUND');
    if (doc.status !== 'received') return ctx.refuse('WRONG_STATE');
    const due = dueFen(doc.lines);
    const diffFen = input.amountFen - due;
    if (diffFen !== 0 && input.reason === '')
      return ctx.refuse('DIFFERS', {
        message: `发票 ${money(input.amountFen)}，实收货款 ${money(due)}，请核对；确认无误请写明原因`,
        detail: { dueFen: due, diffFen },
      });
    const { invoiceNo: no, amountFen, reason } = input;
    const text = diffFen === 0 ? '三单一致' : `差额 ${money(diffFen)}：${reason}`;
    await stepTo(tx, doc, 'matched', {
      by: ctx.me.id,
      now: ctx.now,
      text,
      set: { invoice: { no, amountFen, diffFen, reason } },
    });
    return { status: 'matched' as const, diffFen };
  }),
);
