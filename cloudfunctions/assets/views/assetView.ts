import type { Assets } from '#shared/domain/membership/assets';
import { levelById, levelFor, sorted } from '#shared/domain/membership/levels';
import { cardHolds, heldPoints, memberRights } from '#shared/domain/membership/rights';
import type { Level, MoneyRules } from '#shared/domain/membership/rules';
import { roomFor } from '#shared/domain/membership/topUp';
import { levelRights, planText } from '#shared/domain/membership/words';
import { walletTotals } from '#shared/domain/membership/walletLots';
import { DAY_MS } from '#shared/domain/time';
import type { AssetDoc, MemberDoc } from '#shared/model/docs';

const SOON_MS = 30 * DAY_MS;

export function walletView({ wallet, holds }: Pick<Assets, 'wallet' | 'holds'>) {
  const { principalFen, bonusFen } = wallet;
  const held = walletTotals(holds);
  return {
    principalFen,
    bonusFen,
    totalFen: principalFen + bonusFen,
    heldFen: held.principalFen + held.bonusFen,
  };
}

export function pointsView(assets: Assets, rules: MoneyRules, now: number) {
  const { spendable } = memberRights(assets, rules, now).points;
  const { pending, debt, lots } = assets.points;
  return {
    spendable,
    held: heldPoints(assets),
    pending,
    debt,
    worthFen: spendable * rules.points.fenPerPoint,
    expiring: lots
      .filter(({ expireAt }) => expireAt >= now && expireAt < now + SOON_MS)
      .map(({ qty, expireAt }) => ({ qty, expireAt })),
  };
}

export function standingOf(assets: Assets, levels: readonly Level[]) {
  const level = levelById(levels, assets.levelId, assets.growth);
  const next = sorted(levels).find(({ growthMin }) => growthMin > level.growthMin);
  return {
    levelId: level.levelId,
    name: level.name,
    growth: assets.growth,
    until: assets.levelUntil === 0 ? null : assets.levelUntil,
    rights: levelRights(level),
    next: next
      ? {
          name: next.name,
          growthMin: next.growthMin,
          missing: Math.max(0, next.growthMin - assets.growth),
        }
      : null,
  };
}

export function cardView(assets: Assets, rules: MoneyRules, now: number) {
  const { card } = assets;
  const active = cardHolds(card, now);
  return {
    active,
    from: active ? card.from : null,
    to: active ? card.to : null,
    savedFen: active ? card.benefitUsedFen : 0,
    freeFreightLeft: memberRights(assets, rules, now).card?.freeFreightLeft ?? null,
  };
}

/** A member as staff see them. */
export const memberCard = (
  member: MemberDoc | undefined,
  assets: AssetDoc,
  rules: MoneyRules,
  now: number,
) => ({
  memberId: assets._id,
  nickname: customerName(member),
  phone: member?.phoneMasked ?? null,
  level: standingOf(assets, rules.levels),
  wallet: walletView(assets),
  points: pointsView(assets, rules, now),
  card: cardView(assets, rules, now),
});

/** Members without a name are told apart by the end of their id. */
export const customerName = (member: Pick<MemberDoc, '_id' | 'nickname'> | undefined): string =>
  member === undefined ? '顾客' : member.nickname || `顾客 ${member._id.slice(-4)}`;

export function plansView(assets: Assets, { wallet }: Pick<MoneyRules, 'wallet'>) {
  const roomFen = roomFor(assets, wallet);
  return wallet.plans.map((plan) => ({
    ...plan,
    fits: plan.payFen + plan.bonusFen <= roomFen,
    text: planText(plan),
  }));
}

export const levelName = (levels: readonly Level[], assets: Pick<Assets, 'levelId' | 'growth'>) =>
  (levels.find(({ levelId }) => levelId === assets.levelId) ?? levelFor(levels, assets.growth))
    .name;
