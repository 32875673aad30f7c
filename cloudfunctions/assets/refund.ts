import { countBenefit } from '#shared/domain/membership/card';
import { HQ, accounts, entry, refundEntries, type Cost } from '#shared/domain/membership/ledger';
import { withGrowth } from '#shared/domain/membership/levels';
import { clawBack, pointsBack, receivePoints, revived } from '#shared/domain/membership/pointLots';
import { returnWallet, sharesBack, walletTotals } from '#shared/domain/membership/walletLots';
import type { AssetDoc, OrderAssetsDoc, RefundDoc } from '#shared/model/docs';
import type { Ctx, Tx } from '../kit/ports';
import { assetsIn, book, bookPoints, keepAssets } from './books';
import { moneyRules } from './rules';

/** What goes back for some units of an order, as the refund's plan has it. */
export interface AssetRefund {
  /** Of the refund: each is booked once. */
  readonly refundId: string;
  /** The payment company's part, sent later by `executeRefund`, or what the till pays out. */
  readonly providerFen: number;
  /** That part goes back in cash. */
  readonly cash?: boolean | undefined;
  readonly principalFen: number;
  readonly bonusFen: number;
  /** Used points that go back, earned ones that are taken. */
  readonly pointsBack: number;
  readonly pointsTaken: number;
  readonly growthTaken: number;
  /** Compensations that lapse with these units, by bearer. */
  readonly costs: readonly Cost[];
  /** Card benefit that was not one after all. */
  readonly cardBenefitFen?: number;
  readonly cardFreight?: boolean;
}

/**
 * Money and points of some units go back in the caller's transaction: to the buckets and lots they came from,
 * used points before earned ones are taken. Pending points go first, then spendable ones, the rest is debt.
 * Throws when more goes back than the order took: the plan is wrong, nothing may be booked.
 */
export async function refundAssets(
  tx: Pick<Tx, 'get' | 'insert' | 'set' | 'update'>,
  ctx: Pick<Ctx, 'now' | 'cached' | 'db'>,
  orderId: string,
  plan: AssetRefund,
): Promise<void> {
  const rules = await moneyRules(ctx);
  const taken = await tx.get('orderAssets', orderId);
  if (!taken) throw new Error(`order ${orderId} has no assets to refund`);
  if (taken.memberId === '') return refundStranger(tx, ctx, taken, plan);
  const before = await assetsIn(tx, taken.memberId, rules);
  const { order, wallet, moved, assets } = givenBack(before, taken, plan, ctx.now);
  const grown = withGrowth(assets, rules.levels, {
    delta: -plan.growthTaken,
    earnedAt: taken.at,
    now: ctx.now,
  });
  const card = countBenefit(grown.card, {
    fen: -(plan.cardBenefitFen ?? 0),
    freight: plan.cardFreight ? -1 : 0,
    at: taken.at,
    now: ctx.now,
  });
  await keepAssets(tx, before, { ...grown, card }, ctx.now);
  await tx.set('orderAssets', order);

  const { memberId, storeId, orderNo } = taken;
  const about = { at: ctx.now, memberId, storeId, text: `订单 ${orderNo} 退款` };
  const { providerFen, cash, costs, refundId } = plan;
  await book(
    tx,
    `refund:${refundId}`,
    refundEntries({ memberId, storeId, providerFen, cash, wallet, costs }),
    about,
  );
  // Growth below 0 does not exist: what is booked is what really went.
  const growth = grown.growth - assets.growth;
  await bookPoints(tx, `refund:${refundId}`, { ...moved, growth }, about);
}

/** A stranger's pieces come back: nothing but the books. */
async function refundStranger(
  tx: Pick<Tx, 'insert' | 'set'>,
  { now }: Pick<Ctx, 'now'>,
  taken: OrderAssetsDoc,
  { refundId, providerFen, cash, costs }: AssetRefund,
): Promise<void> {
  if (providerFen > taken.providerFen)
    throw new Error(`refund ${refundId} passes what order ${taken._id} took`);
  await tx.set('orderAssets', { ...taken, providerFen: taken.providerFen - providerFen });
  const { storeId, orderNo } = taken;
  await book(
    tx,
    `refund:${refundId}`,
    refundEntries({ memberId: '', storeId, providerFen, cash, wallet: [], costs }),
    { at: now, memberId: null, storeId, text: `订单 ${orderNo} 退款` },
  );
}

function givenBack(before: AssetDoc, taken: OrderAssetsDoc, plan: AssetRefund, now: number) {
  const wallet = sharesBack(taken.wallet, plan.principalFen, plan.bonusFen);
  const points = pointsBack(taken.points, plan.pointsBack);
  const over =
    plan.providerFen > taken.providerFen ||
    plan.pointsTaken > taken.earned ||
    plan.growthTaken > taken.growth;
  if (!wallet || !points || over)
    throw new Error(`refund ${plan.refundId} passes what order ${taken._id} took`);

  const { points: had } = before;
  const returned = receivePoints(had, revived(points.back, now)).points;
  const waiting = taken.status === 'pending' ? plan.pointsTaken : 0;
  const clawed = clawBack(returned, plan.pointsTaken - waiting).points;
  const own = { ...clawed, pending: clawed.pending - waiting };
  const { principalFen, bonusFen } = walletTotals(wallet.back);
  return {
    wallet: wallet.back,
    order: {
      ...taken,
      wallet: wallet.kept,
      points: points.kept,
      providerFen: taken.providerFen - plan.providerFen,
      earned: taken.earned - plan.pointsTaken,
      growth: taken.growth - plan.growthTaken,
      cardBenefitFen: Math.max(0, taken.cardBenefitFen - (plan.cardBenefitFen ?? 0)),
      cardFreight: plan.cardFreight ? 0 : taken.cardFreight,
    },
    assets: {
      ...before,
      wallet: {
        principalFen: before.wallet.principalFen + principalFen,
        bonusFen: before.wallet.bonusFen + bonusFen,
        lots: returnWallet(before.wallet.lots, wallet.back),
      },
      points: own,
    },
    moved: {
      active: own.active - had.active,
      pending: own.pending - had.pending,
      debt: own.debt - had.debt,
    },
  };
}

/** The payment company has taken a refund for good: what was payable has left HQ's account. */
export const bookRefundDone = (
  tx: Pick<Tx, 'insert'>,
  { now }: Pick<Ctx, 'now'>,
  { _id: refundId, storeId, amountFen }: Pick<RefundDoc, '_id' | 'storeId' | 'amountFen'>,
): Promise<void> =>
  book(
    tx,
    `refundDone:${refundId}`,
    [...entry(accounts.refundPayable, -amountFen, HQ), ...entry(accounts.provider, amountFen, HQ)],
    { at: now, memberId: null, storeId, text: '退款已到账' },
  );

/** Money that came for an order which had ended: nobody's revenue, payable back at once. */
export const bookLatePayment = (
  tx: Pick<Tx, 'insert'>,
  { now }: Pick<Ctx, 'now'>,
  { outTradeNo, storeId, amountFen }: { outTradeNo: string; storeId: string; amountFen: number },
): Promise<void> =>
  book(
    tx,
    `late:${outTradeNo}`,
    [...entry(accounts.provider, -amountFen, HQ), ...entry(accounts.refundPayable, amountFen, HQ)],
    { at: now, memberId: null, storeId, text: '订单已取消后到账的付款' },
  );
