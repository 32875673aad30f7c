import type { PaidCard } from '#shared/domain/membership/assets';
import { HQ, accounts, entry } from '#shared/domain/membership/ledger';
import { lotOf, receivePoints } from '#shared/domain/membership/pointLots';
import { DEFAULT_RULES } from '#shared/domain/membership/rules';
import { DAY_MS, businessDayOf, dayOf, endOf } from '#shared/domain/time';
import type { AssetDoc, LedgerTxnDoc } from '#shared/model/docs';
import type { DbCall } from '../kit/db/call';
import type { Ctx, Db, Tx } from '../kit/ports';
import type { TestWorld } from '../kit/testing';
import { emptyAssets } from './books';
import type { AssetRefund } from './refund';
import type { Sale } from './sale';

type World = Pick<TestWorld, 'db' | 'clock'>;
const free: DbCall = {
  trip: () => {},
  left: () => 60_000,
  pause: () => new Promise((resolve) => setImmediate(resolve)),
  random: () => 0.5,
};
export const openDb = ({ db }: Pick<TestWorld, 'db'>): Db => db.open(free);

/** What the seam functions take of a call's context. */
export const aCtx = (world: World): Pick<Ctx, 'now' | 'cached' | 'db'> => ({
  now: world.clock.now,
  db: openDb(world),
  cached: (_key, _ttl, load) => load(),
});
/** One transaction of its own. */
export const inTx = <T>(world: World, body: (tx: Tx) => Promise<T>): Promise<T> =>
  openDb(world).transaction(body);

export function assetsOf({ db }: Pick<TestWorld, 'db'>, memberId: string): AssetDoc {
  return db.row('assets', memberId) ?? emptyAssets(memberId, DEFAULT_RULES);
}

let given = 0;
/** Money in a wallet as if topped up in cash in a shop, ledger included. */
export function giveMoney(
  world: World,
  memberId: string,
  principalFen: number,
  bonusFen = 0,
  storeId = 's1',
): string {
  const before = assetsOf(world, memberId);
  const topUpId = `tu_given_${(given += 1)}`;
  const at = world.clock.now;
  const lot = { topUpId, storeId, bonusBy: HQ, at, principalFen, bonusFen };
  world.db.put('assets', {
    ...before,
    wallet: {
      principalFen: before.wallet.principalFen + principalFen,
      bonusFen: before.wallet.bonusFen + bonusFen,
      lots: [...before.wallet.lots, lot],
    },
  });
  world.db.put('topUps', {
    _id: topUpId,
    memberId,
    storeId,
    via: 'cash',
    planId: null,
    payFen: principalFen,
    bonusFen,
    bonusBy: HQ,
    status: 'done',
    tillRef: '',
    by: 'test',
    refundFen: 0,
    refundReason: '',
    createdAt: at,
    doneAt: at,
  });
  world.db.put('ledgerTxns', {
    _id: `topUp:${topUpId}`,
    entries: [
      ...entry(accounts.cash(storeId), -principalFen, storeId),
      ...entry(accounts.principal(memberId), principalFen, storeId),
      ...entry(accounts.bonusExpense(HQ), -bonusFen, HQ),
      ...entry(accounts.bonus(memberId), bonusFen, HQ),
    ],
    at,
    day: businessDayOf(at),
    memberId,
    storeId,
    text: '充值',
  } satisfies LedgerTxnDoc);
  return topUpId;
}

/** Spendable points, a year from expiry unless told otherwise. */
export function givePoints(
  world: World,
  memberId: string,
  qty: number,
  { storeId = 's1', expireAt = endOf(dayOf(world.clock.now + 365 * DAY_MS)) } = {},
): void {
  const before = assetsOf(world, memberId);
  const { points, paidDebt } = receivePoints(before.points, [lotOf(storeId, expireAt, qty)]);
  world.db.put('assets', { ...before, points: { ...points, lots: [...points.lots] } });
  world.db.put('pointEntries', {
    _id: `given:${(given += 1)}`,
    memberId,
    storeId,
    at: world.clock.now,
    text: '赠送',
    active: qty - paidDebt,
    pending: 0,
    debt: 0 - paidDebt,
    growth: 0,
    tabs: ['points'],
  });
}

export function giveCard(world: World, memberId: string, card: Partial<PaidCard> = {}): void {
  const from = world.clock.now;
  world.db.put('assets', {
    ...assetsOf(world, memberId),
    card: {
      plan: 'blackgold',
      from,
      to: from + 365 * DAY_MS,
      benefitUsedFen: 0,
      monthKey: dayOf(from).slice(0, 7),
      freeFreightUsed: 0,
      ...card,
    },
  });
}

let sales = 0;
/** A sale of ¥0 unless told otherwise. */
export const aSale = (memberId: string, more: Partial<Sale> = {}): Sale => ({
  orderId: `o_sale_${(sales += 1)}`,
  orderNo: `26112200000000${sales}`,
  memberId,
  storeId: 's2',
  holdId: null,
  providerFen: 0,
  principalFen: 0,
  bonusFen: 0,
  points: 0,
  costs: [],
  earned: 0,
  growth: 0,
  cardBenefitFen: 0,
  cardFreight: false,
  ...more,
});

export const aRefund = (refundId: string, more: Partial<AssetRefund> = {}): AssetRefund => ({
  refundId,
  providerFen: 0,
  principalFen: 0,
  bonusFen: 0,
  pointsBack: 0,
  pointsTaken: 0,
  growthTaken: 0,
  costs: [],
  ...more,
});

/** All entries of all transactions, by account. */
export function balances({ db }: Pick<TestWorld, 'db'>): Map<string, number> {
  const totals = new Map<string, number>();
  for (const { entries } of db.rows('ledgerTxns'))
    for (const { account, deltaFen } of entries)
      totals.set(account, (totals.get(account) ?? 0) + deltaFen);
  return totals;
}
