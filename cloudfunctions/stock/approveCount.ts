import { approveCount } from '#shared/contracts/counts';
import { needsSecond } from '#shared/domain/stocktake/flow';
import { resultOf } from '#shared/domain/stocktake/line';
import { money } from '#shared/domain/money';
import { readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { moveSheet, nameOf, sheetIn } from './count/change';
import { mayCertify } from './count/view';
import { stockPolicy } from './stockPolicy';

/** Signs the variances. What is worth more than the limit needs somebody who neither began nor counted. */
export const main = serve(approveCount, async (input, ctx) => {
  const { countId, note } = input;
  // Lines stand still once the sheet was handed in.
  const [lines, { secondPersonFen }] = await Promise.all([
    readAll(ctx.db, 'countLines', { countId }),
    stockPolicy(ctx),
  ]);
  return ctx.write(async (tx) => {
    const sheet = await sheetIn(tx, ctx, input);
    if (sheet.status !== 'counted') return ctx.refuse('WRONG_STATE');
    const differing = lines.filter(
      ({ tallies }) => resultOf(tallies, sheet.double).state === 'differs',
    );
    if (differing.length > 0)
      return ctx.refuse('DIFFERS', { detail: { skuIds: differing.map(({ skuId }) => skuId) } });
    if (!mayCertify(sheet, ctx.me.id, sheet, secondPersonFen))
      return ctx.refuse('SECOND_PERSON', {
        message: `差异合计 ${money(sheet.lossFen + sheet.gainFen)}，超过单人审批上限 ${money(secondPersonFen)}，要由没有参加盘点的人审核`,
      });
    const text = needsSecond(sheet, secondPersonFen) ? '第二人审核通过' : '审核通过';
    return moveSheet(tx, ctx, sheet, 'approve', note === '' ? text : `${text}：${note}`, {
      approved: { by: ctx.me.id, name: nameOf(ctx), at: ctx.now },
    });
  });
});
