import * as z from 'zod';
import { defineTimer } from './kit';
import { Count, Day } from './shapes';

/** Timers of money share one deployable: the platform names the trigger that fired. */
const nightly = { context: 'assets', deploy: 'nightlyMoney', timeoutS: 60 } as const;
const worked = z.object({ done: Count, failed: Count, more: z.boolean() });

/** Earned points become spendable when the return window has closed. */
export const maturePoints = defineTimer('maturePoints', {
  ...nightly,
  title: '待生效积分到期生效',
  cron: '0 10,40 0 * * * *',
  output: worked,
});

export const expirePoints = defineTimer('expirePoints', {
  ...nightly,
  title: '积分过期',
  cron: '0 15,45 0 * * * *',
  output: worked,
});

/** Levels whose period has ended are judged anew. */
export const settleLevels = defineTimer('settleLevels', {
  ...nightly,
  title: '会员等级到期评定',
  cron: '0 20,50 0 * * * *',
  output: worked,
});

export const remindCards = defineTimer('remindCards', {
  ...nightly,
  title: '黑金卡到期提醒',
  cron: '0 0 10 * * * *',
  output: worked,
});

/** Top-ups and cards whose callback never came: asks the payment company, closes what nobody paid. */
export const settleAssetPayments = defineTimer('settleAssetPayments', {
  ...nightly,
  title: '充值、开卡付款补单',
  cron: '0 */5 * * * * *',
  output: z.object({ booked: Count, closed: Count, failed: Count, more: z.boolean() }),
});

/** Closes the books of ended days and replays every member's entries against the balances. */
export const proveLedger = defineTimer('proveLedger', {
  ...nightly,
  title: '账目自证',
  cron: '0 30,35,40,45,50,55 4 * * * *',
  output: z.object({
    days: Count,
    members: Count,
    /** Differences found in this run. */
    wrong: Count,
    more: z.boolean(),
  }),
});

export const settleStores = defineTimer('settleStores', {
  ...nightly,
  title: '门店周结算',
  // Every morning: a week is settled as soon as the books of its Sunday are closed.
  cron: '0 10,40 5 * * * *',
  output: z.object({ period: Day, stores: Count, settled: z.boolean() }),
});
