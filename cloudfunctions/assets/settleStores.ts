import { settleStores } from '#shared/contracts/moneyTimers';
import { mondayOf } from '#shared/domain/membership/calendar';
import { settle, settlementEntries, type Statement } from '#shared/domain/membership/settle';
import { addDays, businessDayOf } from '#shared/domain/time';
import { between } from '../kit/conditions';
import type { Ctx } from '../kit/ports';
import { readAll } from '../kit/readAll';
import { serve } from '../kit/serve';
import { book } from './books';
import { calm, raise } from './nightly/alarms';
import { storeNames } from './views/statement';

/**
 * Settles the weeks that have ended and are not settled yet, the oldest first: one statement a shop and one for
 * HQ, whose sum is 0. A statement and its posting are one transaction under the week's id, so a run may repeat.
 */
export const main = serve(settleStores, async (_input, ctx) => {
  const thisWeek = mondayOf(businessDayOf(ctx.now));
  let period = await firstOpenWeek(ctx);
  let stores = 0;
  let last = addDays(thisWeek, -7);
  while (period !== undefined && period < thisWeek) {
    last = period;
    const done = await settleWeek(ctx, period);
    if (done === null) return { period, stores, settled: false };
    stores += done;
    period = addDays(period, 7);
  }
  return { period: last, stores, settled: true };
});

/** The week after the last one settled; the first with books otherwise. */
async function firstOpenWeek({ db }: Pick<Ctx, 'db'>): Promise<string | undefined> {
  const job = await db.get('jobs', 'settleStores');
  if (job && job.cursor !== '') return addDays(job.cursor, 7);
  const [first] = await db.find('ledgerDays', {}, { sort: { day: 1 }, limit: 1, only: ['day'] });
  return first && mondayOf(first.day);
}

/** How many statements; null while the books of the week are not closed or do not add up. */
async function settleWeek(ctx: Ctx, period: string): Promise<number | null> {
  const until = addDays(period, 6);
  const days = await readAll(ctx.db, 'ledgerDays', { day: between(period, addDays(until, 1)) });
  if (!days.some(({ _id }) => _id === `${until}:hq`)) return null;
  const statements = settle(days);
  const off = statements.reduce((sum, { netFen }) => sum + netFen, 0);
  if (off !== 0) {
    await raise(ctx, {
      kind: 'settlement',
      key: period,
      text: `${period} 周结算合计 ${off}，应为 0`,
    });
    return null;
  }
  await calm(ctx, { kind: 'settlement', key: period });
  const names = await storeNames(
    ctx.db,
    statements.flatMap(({ book: own, lines }) => [own, ...lines.map(({ to }) => to)]),
  );
  for (const statement of statements) await post(ctx, period, until, statement, names);
  await keepWeek(ctx, period);
  return statements.length;
}

const post = (
  ctx: Ctx,
  period: string,
  until: string,
  statement: Statement,
  names: ReadonlyMap<string, string>,
): Promise<void> =>
  ctx.write(async (tx) => {
    const { book: storeId, netFen, lines } = statement;
    const _id = `${period}:${storeId}`;
    if (await tx.get('settlements', _id)) return;
    await tx.insert('settlements', {
      _id,
      period,
      until,
      storeId,
      storeName: names.get(storeId) ?? storeId,
      netFen,
      lines: lines.map((line) => ({ ...line, toName: names.get(line.to) ?? line.to })),
      status: netFen === 0 ? 'paid' : 'open',
      paidAt: netFen === 0 ? ctx.now : null,
      paidRef: netFen === 0 ? '无需支付' : '',
      at: ctx.now,
    });
    const about = { at: ctx.now, memberId: null, storeId, text: `${period} 周结算` };
    await book(tx, `settlement:${_id}`, settlementEntries(statement), about);
  });

async function keepWeek({ db, now }: Pick<Ctx, 'db' | 'now'>, period: string): Promise<void> {
  const set = { cursor: period, lastRunAt: now };
  if (await db.update('jobs', 'settleStores', { set })) return;
  await db.insert('jobs', { _id: 'settleStores', leaseUntil: 0, lastResult: '', ...set });
}
