import type { AssetHold } from '#shared/domain/membership/assets';
import { spendLots } from '#shared/domain/membership/pointLots';
import type { AssetDoc } from '#shared/model/docs';
import { gte, ne } from '../kit/conditions';
import type { Ctx, Db, Tx } from '../kit/ports';
import { bookPoints } from './books';

/** What a checkout wants of a member; `holdId` names its attempt, as with pieces of stock. */
export interface AssetClaim {
  readonly holdId: string;
  readonly orderId: string;
  readonly at: number;
  readonly principalFen: number;
  readonly bonusFen: number;
  readonly points: number;
}

/**
 * Takes money and points out of what the member may spend: one guarded atomic update, no transaction, so two
 * phones that pay with the same ¥50 end as one. False: not enough left (or a twin of the request has it; see
 * `heldFor`). A claim of nothing is true and writes nothing. The hold stays until the order is paid
 * (`commitAssets`) or over (`releaseAssetsIn`); lots are touched at payment only.
 */
export async function holdAssets(
  db: Pick<Db, 'update' | 'get'>,
  memberId: string,
  { holdId, orderId, at, principalFen, bonusFen, points }: AssetClaim,
): Promise<boolean> {
  if (principalFen === 0 && bonusFen === 0 && points === 0) return true;
  const hold: AssetHold = { id: holdId, orderId, at, principalFen, bonusFen, points };
  const held = await db.update(
    'assets',
    memberId,
    {
      inc: {
        'wallet.principalFen': -principalFen,
        'wallet.bonusFen': -bonusFen,
        'points.active': -points,
        version: 1,
      },
      push: { holds: hold },
      set: { updatedAt: at },
    },
    {
      'wallet.principalFen': gte(principalFen),
      'wallet.bonusFen': gte(bonusFen),
      'points.active': gte(points),
      'holds.id': ne(holdId),
    },
  );
  // The answer to an earlier try of this very claim may have been lost.
  return held || (await db.get('assets', memberId))?.holds.some(({ id }) => id === holdId) === true;
}

/** Does an attempt of this order (a twin of the request) hold something of the member's? */
export const heldFor = async (
  db: Pick<Db, 'get'>,
  memberId: string,
  orderId: string,
): Promise<boolean> =>
  (await db.get('assets', memberId))?.holds.some((hold) => hold.orderId === orderId) === true;

/**
 * Gives a hold back; nothing when it is gone. Only after the order's id is burnt or taken by another attempt.
 * A transaction on the member's own document: points that come back may have a debt to pay first.
 */
export const releaseAssets = (
  db: Pick<Db, 'transaction'>,
  memberId: string,
  holdId: string,
  now: number,
): Promise<boolean> => db.transaction((tx) => releaseAssetsIn(tx, { now }, memberId, holdId));

/** The same in the caller's transaction: an unpaid order ends. False when there was no such hold. */
export async function releaseAssetsIn(
  tx: Pick<Tx, 'get' | 'insert' | 'set'>,
  { now }: Pick<Ctx, 'now'>,
  memberId: string,
  holdId: string,
): Promise<boolean> {
  const before = await tx.get('assets', memberId);
  const hold = before?.holds.find(({ id }) => id === holdId);
  if (!before || !hold) return false;
  const { assets, paidDebt } = released(before, hold);
  await tx.set('assets', { ...assets, version: before.version + 1, updatedAt: now });
  await bookPoints(
    tx,
    `release:${holdId}`,
    { active: -paidDebt, debt: -paidDebt },
    { at: now, memberId, storeId: 'hq', text: '退回的积分抵扣欠分' },
  );
  return true;
}

/** The document without the hold; a debt that arose meanwhile is paid from the points that come back. */
function released(before: AssetDoc, hold: AssetHold): { assets: AssetDoc; paidDebt: number } {
  const { wallet, points } = before;
  const paidDebt = Math.min(points.debt, hold.points);
  const rest = spendLots(points.lots, paidDebt);
  if (!rest) throw new Error(`the lots of ${before._id} do not hold what is held`);
  return {
    assets: {
      ...before,
      wallet: {
        ...wallet,
        principalFen: wallet.principalFen + hold.principalFen,
        bonusFen: wallet.bonusFen + hold.bonusFen,
      },
      points: {
        ...points,
        active: points.active + hold.points - paidDebt,
        debt: points.debt - paidDebt,
        lots: rest.lots,
      },
      holds: before.holds.filter(({ id }) => id !== hold.id),
    },
    paidDebt,
  };
}
