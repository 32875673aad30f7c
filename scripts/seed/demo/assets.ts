import type { Seal } from '../../../cloudfunctions/kit/ports';
import { memberIdOf } from '../../../cloudfunctions/kit/principal';
import type { PaidCard } from '#shared/domain/membership/assets';
import { HQ, accounts, entry } from '#shared/domain/membership/ledger';
import { monthOf, plusYear } from '#shared/domain/membership/calendar';
import { levelFor } from '#shared/domain/membership/levels';
import { addLots, expiryOf, lotOf } from '#shared/domain/membership/pointLots';
import { DEFAULT_RULES } from '#shared/domain/membership/rules';
import { DAY_MS, businessDayOf, dayOf, endOf } from '#shared/domain/time';
import type { AssetDoc, LedgerTxnDoc, PointEntryDoc, TopUpDoc } from '#shared/model/docs';
import { shoppers } from './people';

interface Owned {
  /** In the chain's till, so many days ago. */
  readonly topUp?: { readonly planId: string; readonly storeId: string; readonly daysAgo: number };
  /** Carried over from the old system, some of them about to expire. */
  readonly points: number;
  readonly expiring: number;
  readonly growth: number;
  readonly card?: { readonly daysAgo: number; readonly savedFen: number };
}

/** What some of the demo's shoppers own; 林悦 has no level, so that list prices can be seen too. */
const OWNED: Readonly<Record<string, Owned>> = {
  林悦: {
    topUp: { planId: 'p100', storeId: 'hz01', daysAgo: 12 },
    points: 320,
    expiring: 0,
    growth: 640,
  },
  王欣: {
    topUp: { planId: 'p300', storeId: 'hz02', daysAgo: 30 },
    points: 860,
    expiring: 120,
    growth: 2_300,
  },
  赵磊: {
    topUp: { planId: 'p1000', storeId: 'hz01', daysAgo: 45 },
    points: 2_400,
    expiring: 0,
    growth: 8_200,
  },
  孙甜: { points: 150, expiring: 0, growth: 1_100, card: { daysAgo: 200, savedFen: 8_600 } },
};

interface AssetDocs {
  readonly assets: AssetDoc[];
  readonly topUps: TopUpDoc[];
  readonly ledgerTxns: LedgerTxnDoc[];
  readonly pointEntries: PointEntryDoc[];
}

/** Balances of the demo's members with every entry behind them: the nightly proof holds from the first night. */
export function makeAssets(seal: Seal, now: number): AssetDocs {
  const docs: AssetDocs = { assets: [], topUps: [], ledgerTxns: [], pointEntries: [] };
  for (const { openid, name } of shoppers) {
    const owned = OWNED[name];
    if (owned) add(docs, memberIdOf(seal, openid), owned, now);
  }
  return docs;
}

function add(docs: AssetDocs, memberId: string, owned: Owned, now: number): void {
  const topUp = owned.topUp ? topUpOf(memberId, owned.topUp, now) : null;
  if (topUp) {
    docs.topUps.push(topUp);
    docs.ledgerTxns.push(txnOf(topUp));
  }
  const since = now - 90 * DAY_MS;
  const level = levelFor(DEFAULT_RULES.levels, owned.growth);
  const until = level.growthMin === 0 ? 0 : plusYear(since);
  const lots = addLots(
    [lotOf('hz01', expiryOf(now, 6), owned.points - owned.expiring)],
    [lotOf('hz02', endOf(dayOf(now + 9 * DAY_MS)), owned.expiring)],
  );
  docs.pointEntries.push({
    _id: `opening:${memberId}`,
    memberId,
    storeId: HQ,
    at: since,
    text: '历史积分转入',
    active: owned.points,
    pending: 0,
    debt: 0,
    growth: owned.growth,
    tabs: ['points', 'growth'],
  });
  const { payFen = 0, bonusFen = 0 } = topUp ?? {};
  const kept = topUp && {
    topUpId: topUp._id,
    storeId: topUp.storeId,
    bonusBy: topUp.bonusBy,
    at: topUp.createdAt,
    principalFen: payFen,
    bonusFen,
  };
  docs.assets.push({
    _id: memberId,
    wallet: { principalFen: payFen, bonusFen, lots: kept ? [kept] : [] },
    points: { active: owned.points, pending: 0, debt: 0, lots },
    growth: owned.growth,
    periodGrowth: 0,
    levelId: level.levelId,
    levelSince: since,
    levelUntil: until,
    floorLevelId: level.levelId,
    floorUntil: until,
    card: owned.card ? cardOf(owned.card, now) : null,
    rewarded: { day: '', reviews: 0, shares: 0 },
    holds: [],
    version: 1,
    updatedAt: now,
  });
}

function topUpOf(
  memberId: string,
  { planId, storeId, daysAgo }: NonNullable<Owned['topUp']>,
  now: number,
): TopUpDoc {
  const plan = DEFAULT_RULES.wallet.plans.find((one) => one.planId === planId);
  if (!plan) throw new Error(`no plan ${planId}`);
  const createdAt = now - daysAgo * DAY_MS;
  return {
    _id: `tu_demo_${memberId.slice(-8)}`,
    memberId,
    storeId,
    via: 'cash',
    ...plan,
    bonusBy: HQ,
    status: 'done',
    tillRef: '',
    by: '收银台',
    refundFen: 0,
    refundReason: '',
    createdAt,
    doneAt: createdAt,
  };
}

const txnOf = (topUp: TopUpDoc): LedgerTxnDoc => ({
  _id: `topUp:${topUp._id}`,
  entries: [
    ...entry(accounts.cash(topUp.storeId), -topUp.payFen, topUp.storeId),
    ...entry(accounts.principal(topUp.memberId), topUp.payFen, topUp.storeId),
    ...entry(accounts.bonusExpense(HQ), -topUp.bonusFen, HQ),
    ...entry(accounts.bonus(topUp.memberId), topUp.bonusFen, HQ),
  ],
  at: topUp.createdAt,
  day: businessDayOf(topUp.createdAt),
  memberId: topUp.memberId,
  storeId: topUp.storeId,
  text: '门店充值',
});

/** Bought in the old system, so no payment of ours stands behind it and none can be given back. */
function cardOf({ daysAgo, savedFen }: NonNullable<Owned['card']>, now: number): PaidCard {
  const from = now - daysAgo * DAY_MS;
  return {
    plan: 'blackgold',
    from,
    to: plusYear(from),
    benefitUsedFen: savedFen,
    monthKey: monthOf(now),
    freeFreightUsed: 1,
  };
}
