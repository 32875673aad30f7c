import { saleEntries, type Cost } from '#shared/domain/membership/ledger';
import { countBenefit } from '#shared/domain/membership/card';
import { withGrowth } from '#shared/domain/membership/levels';
import { spendLots } from '#shared/domain/membership/pointLots';
import { takeWallet } from '#shared/domain/membership/walletLots';
import { DAY_MS } from '#shared/domain/time';
import type { AssetDoc, OrderAssetsDoc } from '#shared/model/docs';
import type { Ctx, Tx } from '../kit/ports';
import { assetsIn, book, bookPoints, keepAssets } from './books';
import { moneyRules } from './rules';

/** What an order that becomes paid means for its member and the books; amounts as the order's quote has them. */
export interface Sale {
  readonly orderId: string;
  readonly orderNo: string;
  /** Empty: a stranger at the till, who owns and earns nothing. */
  readonly memberId: string;
  readonly storeId: string;
  /** The checkout's hold; null when the order claimed nothing. */
  readonly holdId: string | null;
  /** Tender: Σ = payable. */
  readonly providerFen: number;
  /** That part was paid in cash at the till. */
  readonly cash?: boolean | undefined;
  readonly principalFen: number;
  readonly bonusFen: number;
  /** Points used. */
  readonly points: number;
  /** Reductions the shop is to be compensated for, or bears itself, by bearer; points among them. */
  readonly costs: readonly Cost[];
  /** Points and growth the order earns. */
  readonly earned: number;
  readonly growth: number;
  /** Saved by the black-gold card, freight included, and whether it made the freight free. */
  readonly cardBenefitFen: number;
  readonly cardFreight: boolean;
}

/**
 * The order becomes paid, in the caller's transaction: money and points leave their lots, earned points begin
 * to wait, growth counts at once, and the ledger has it all. Call it once, where the status turns; a second
 * time throws `Duplicate`. Returns which lots were used.
 */
export async function commitAssets(
  tx: Pick<Tx, 'get' | 'insert' | 'set'>,
  ctx: Pick<Ctx, 'now' | 'cached' | 'db'>,
  sale: Sale,
): Promise<Pick<OrderAssetsDoc, 'wallet' | 'points'>> {
  const { orderId, memberId, storeId, orderNo, earned, growth, providerFen, cash } = sale;
  if (memberId === '') return commitStranger(tx, ctx, sale);
  const rules = await moneyRules(ctx);
  const before = await assetsIn(tx, memberId, rules);
  const { assets, wallet, points } = spent(before, sale);
  const grown = withGrowth(assets, rules.levels, {
    delta: growth,
    earnedAt: ctx.now,
    now: ctx.now,
  });
  const after = {
    ...grown,
    points: { ...grown.points, pending: grown.points.pending + earned },
    card: countBenefit(grown.card, {
      fen: sale.cardBenefitFen,
      freight: sale.cardFreight ? 1 : 0,
      at: ctx.now,
      now: ctx.now,
    }),
  };
  await keepAssets(tx, before, after, ctx.now);
  await tx.insert('orderAssets', {
    _id: orderId,
    memberId,
    storeId,
    orderNo,
    at: ctx.now,
    wallet,
    points,
    providerFen,
    costs: [...sale.costs],
    earned,
    growth,
    status: earned > 0 ? 'pending' : 'none',
    matureAt: ctx.now + rules.points.pendingDays * DAY_MS,
    cardBenefitFen: sale.cardBenefitFen,
    cardFreight: sale.cardFreight ? 1 : 0,
  });
  const about = { at: ctx.now, memberId, storeId, text: `订单 ${orderNo}` };
  const { costs } = sale;
  await book(
    tx,
    `order:${orderId}`,
    saleEntries({ memberId, storeId, providerFen, cash, wallet, costs }),
    about,
  );
  await bookPoints(
    tx,
    `order:${orderId}`,
    { active: 0 - sale.points, pending: earned, growth },
    about,
  );
  return { wallet, points };
}

/** Nobody's sale: the books have it, and what refunds are measured against. */
async function commitStranger(
  tx: Pick<Tx, 'insert'>,
  { now }: Pick<Ctx, 'now'>,
  { orderId, orderNo, storeId, providerFen, cash, costs }: Sale,
): Promise<Pick<OrderAssetsDoc, 'wallet' | 'points'>> {
  const none = { memberId: '', wallet: [], points: [] };
  await tx.insert('orderAssets', {
    ...none,
    _id: orderId,
    storeId,
    orderNo,
    at: now,
    providerFen,
    costs: [...costs],
    earned: 0,
    growth: 0,
    status: 'none',
    matureAt: now,
    cardBenefitFen: 0,
    cardFreight: 0,
  });
  await book(tx, `order:${orderId}`, saleEntries({ ...none, storeId, providerFen, cash, costs }), {
    at: now,
    memberId: null,
    storeId,
    text: `订单 ${orderNo}`,
  });
  return none;
}

/** The hold is spent: out of the lots, oldest money and soonest expiring points first. */
function spent(before: AssetDoc, { holdId, orderId, principalFen, bonusFen, points: qty }: Sale) {
  const hold = before.holds.find(({ id }) => id === holdId);
  // Arrived money is booked even when its hold is gone, as long as the member still has what it needs.
  const held = hold ?? { principalFen: 0, bonusFen: 0, points: 0 };
  const wallet = takeWallet(before.wallet.lots, principalFen, bonusFen);
  const points = spendLots(before.points.lots, qty);
  const left = {
    principalFen: before.wallet.principalFen + held.principalFen - principalFen,
    bonusFen: before.wallet.bonusFen + held.bonusFen - bonusFen,
    active: before.points.active + held.points - qty,
  };
  if (!wallet || !points || Object.values(left).some((value) => value < 0))
    throw new Error(`order ${orderId} spends what ${before._id} does not have`);
  const assets: AssetDoc = {
    ...before,
    wallet: { principalFen: left.principalFen, bonusFen: left.bonusFen, lots: wallet.lots },
    points: { ...before.points, active: left.active, lots: points.lots },
    holds: before.holds.filter(({ id }) => id !== holdId),
  };
  return { assets, wallet: wallet.taken, points: points.taken };
}
