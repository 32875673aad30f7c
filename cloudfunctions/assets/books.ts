import type { Assets } from '#shared/domain/membership/assets';
import { noAssets } from '#shared/domain/membership/assets';
import { deltaOf, accounts, unbalanced, type Entry } from '#shared/domain/membership/ledger';
import { sorted } from '#shared/domain/membership/levels';
import type { MoneyRules } from '#shared/domain/membership/rules';
import { businessDayOf } from '#shared/domain/time';
import type { AssetDoc, PointEntryDoc } from '#shared/model/docs';
import type { Tx } from '../kit/ports';

/** Inserts only while the event was not booked; the transaction's own id decides. */
type Booking = Pick<Tx, 'insert'>;

export const emptyAssets = (memberId: string, rules: Pick<MoneyRules, 'levels'>): AssetDoc => ({
  ...noAssets(sorted(rules.levels)[0]?.levelId ?? ''),
  wallet: { principalFen: 0, bonusFen: 0, lots: [] },
  points: { active: 0, pending: 0, debt: 0, lots: [] },
  holds: [],
  _id: memberId,
  version: 0,
  updatedAt: 0,
});

/** A member's assets in the caller's transaction; zeros for who has none. */
export const assetsIn = async (
  tx: Pick<Tx, 'get'>,
  memberId: string,
  rules: Pick<MoneyRules, 'levels'>,
): Promise<AssetDoc> => (await tx.get('assets', memberId)) ?? emptyAssets(memberId, rules);

export const keepAssets = (
  tx: Pick<Tx, 'set'>,
  before: AssetDoc,
  after: Assets,
  now: number,
): Promise<void> => {
  const { wallet, points, holds } = after;
  return tx.set('assets', {
    ...after,
    // What the rules return is read-only; the document is ours to write.
    wallet: { ...wallet, lots: [...wallet.lots] },
    points: { ...points, lots: [...points.lots] },
    holds: [...holds],
    _id: before._id,
    version: before.version + 1,
    updatedAt: now,
  });
};

/** Books a transaction of the ledger under `{bizType}:{bizId}`; throws when it does not balance. */
export async function book(
  tx: Booking,
  id: string,
  entries: readonly Entry[],
  about: { at: number; memberId: string | null; storeId: string; text: string },
): Promise<void> {
  if (entries.length === 0) return;
  const wrong = unbalanced(entries);
  if (wrong !== '') throw new Error(`ledger ${id} does not balance: ${wrong}`);
  const { memberId, at } = about;
  const moved =
    memberId !== null &&
    entries.some(
      ({ account }) =>
        account === accounts.principal(memberId) || account === accounts.bonus(memberId),
    );
  await tx.insert('ledgerTxns', {
    _id: id,
    entries: [...entries],
    at,
    day: businessDayOf(at),
    memberId: moved ? memberId : null,
    storeId: about.storeId,
    text: about.text,
  });
}

/** The wallet part of a ledger transaction as the member sees it. */
export const walletDelta = (entries: readonly Entry[], memberId: string) => ({
  principalFen: deltaOf(entries, accounts.principal(memberId)),
  bonusFen: deltaOf(entries, accounts.bonus(memberId)),
});

type PointChange = Partial<Pick<PointEntryDoc, 'active' | 'pending' | 'debt' | 'growth'>>;

/** One row of a member's points and growth; nothing when nothing moved. */
export async function bookPoints(
  tx: Booking,
  id: string,
  change: PointChange,
  about: { at: number; memberId: string; storeId: string; text: string },
): Promise<void> {
  const { active = 0, pending = 0, debt = 0, growth = 0 } = change;
  const tabs: PointEntryDoc['tabs'] = [];
  if (active !== 0 || pending !== 0 || debt !== 0) tabs.push('points');
  if (growth !== 0) tabs.push('growth');
  if (tabs.length === 0) return;
  await tx.insert('pointEntries', { _id: id, ...about, active, pending, debt, growth, tabs });
}
