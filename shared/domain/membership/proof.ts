import { sum } from '../money';
import type { Assets } from './assets';
import { accounts, deltaOf, type Entry } from './ledger';
import { heldPoints } from './rights';

interface PointRow {
  readonly active: number;
  readonly pending: number;
  readonly debt: number;
  readonly growth: number;
}

/**
 * A member's balances against the replay of everything that was booked. Returns the differences as sentences;
 * none when each fen and each point is accounted for.
 */
export function differences(
  memberId: string,
  { wallet, points, holds, growth }: Assets,
  txns: readonly { readonly entries: readonly Entry[] }[],
  rows: readonly PointRow[],
): { kind: 'wallet' | 'points'; text: string }[] {
  const entries = txns.flatMap((txn) => txn.entries);
  const held = {
    principal: sum(holds.map((hold) => hold.principalFen)),
    bonus: sum(holds.map((hold) => hold.bonusFen)),
    points: heldPoints({ holds }),
  };
  const principal = wallet.principalFen + held.principal;
  const bonus = wallet.bonusFen + held.bonus;
  const active = points.active + held.points;
  const check = (kind: 'wallet' | 'points', what: string, is: number, should: number) =>
    is === should ? [] : [{ kind, text: `${what}：账户 ${is}，流水合计 ${should}` }];
  return [
    ...check('wallet', '本金', principal, deltaOf(entries, accounts.principal(memberId))),
    ...check('wallet', '赠送金', bonus, deltaOf(entries, accounts.bonus(memberId))),
    ...check('wallet', '本金批次', sum(wallet.lots.map((lot) => lot.principalFen)), principal),
    ...check('wallet', '赠送金批次', sum(wallet.lots.map((lot) => lot.bonusFen)), bonus),
    ...check('points', '可用积分', active, sum(rows.map((row) => row.active))),
    ...check('points', '待生效积分', points.pending, sum(rows.map((row) => row.pending))),
    ...check('points', '欠分', points.debt, sum(rows.map((row) => row.debt))),
    ...check('points', '成长值', growth, sum(rows.map((row) => row.growth))),
    ...check('points', '积分批次', sum(points.lots.map((lot) => lot.qty)), active),
  ];
}
