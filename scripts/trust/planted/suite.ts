import { crash } from '../crash/suite';
import { races } from '../races/suite';
import { plant } from '../scenes/replay';
import type { Suite } from '../suite';
import { forgets, noGuard, readThenWrite, torn, type Wrong } from './ports';

interface Plant {
  readonly what: string;
  readonly wrong: Wrong;
  /** The function in which the mistake is made. */
  readonly call: string;
  /** The suite that must find it. */
  readonly by: Suite;
}

const each = (what: string, wrong: Wrong, by: Suite, calls: readonly string[]): readonly Plant[] =>
  calls.map((call) => ({ what, wrong, call, by }));

/** Mistakes a competent developer makes; each is known from shops that made it. */
const PLANTS: readonly Plant[] = [
  ...each('the answer of a request is not kept', forgets('requests'), races, [
    'recordStock',
    'topUpAtTill',
    'adjustPoints',
    'requestStock',
    'grantCoupons',
    'saveCampaign',
  ]),
  ...each('writes one after the other instead of a transaction', torn, crash, [
    'cancelOrder',
    'finishPick',
    'redeemPickup',
    'receiveTransfer',
    'refundTopUp',
    'decideAfterSale',
    'notifyWechatPay',
  ]),
  ...each('read, then written, without looking again', readThenWrite, races, [
    'claimCoupon',
    'redeemCoupon',
    'redeemPickup',
    'refundTopUp',
    'decideRequest',
    'receiveTransfer',
    'bindStaff',
  ]),
  ...each('a coupon locked without a guard', noGuard('coupons'), races, ['placeOrder']),
  ...each('money held without a guard', noGuard('assets'), races, ['placeOrder']),
  ...each('nobody is told of the sale', forgets('outbox'), crash, ['notifyWechatPay']),
  ...each('no trace of what staff did', forgets('auditLogs'), crash, [
    'setHours',
    'recordStock',
    'saveStaff',
  ]),
];

/** Plants one mistake after the other in the database port; each must be found by the suite of the gate it names. */
export const planted: Suite = async ({ deep, seed, only }) => {
  const chosen = PLANTS.filter(({ call }) => only === undefined || call === only);
  const missed: string[] = [];
  for (const { what, wrong, call, by } of chosen) {
    plant(wrong);
    try {
      const { broken } = await by({ deep, seed, only: call, many: undefined });
      if (broken.length === 0) missed.push(`${call}: ${what}, and nobody noticed`);
    } finally {
      plant(undefined);
    }
  }
  const counts = { planted: chosen.length, caught: chosen.length - missed.length };
  return { counts, floors: only === undefined ? { planted: 25 } : {}, broken: missed };
};
