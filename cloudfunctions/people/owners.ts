import type { StaffDoc } from '#shared/model/docs';
import type { Db, Tx } from '../kit/ports';

/** The guard of "at least one owner": whoever makes or unmakes one writes it. */
const GUARD = 'hqOwners';

const isOwner = ({ status, grants }: Pick<StaffDoc, 'status' | 'grants'>, now: number): boolean =>
  status === 'active' &&
  grants.some((g) => g.role === 'hqOwner' && g.scope === 'hq' && (g.to === null || now < g.to));

/** Owners as the records have them: what the guard begins with. */
export async function ownersNow(db: Pick<Db, 'find'>, now: number): Promise<string[]> {
  const found = await db.find(
    'staff',
    { 'grants.role': 'hqOwner', status: 'active' },
    { limit: 1000 },
  );
  return found.filter((person) => isOwner(person, now)).map(({ _id }) => _id);
}

/**
 * Writes who is owner after a change of one person; false when nobody would be left. An owner with an end does not
 * count as the last one: the chain would be without an owner on that day.
 */
export async function keepOwners(
  tx: Tx,
  known: readonly string[],
  after: StaffDoc,
  now: number,
): Promise<boolean> {
  const guard = await tx.get('settings', GUARD);
  const before = new Set(guard ? (guard.value as string[]) : known);
  const lasting =
    isOwner(after, now) && after.grants.some((g) => g.role === 'hqOwner' && g.to === null);
  const was = before.has(after._id);
  if (was === lasting) {
    // Nothing changes, but somebody else may change it at this moment: both write the guard.
    if (!was) return true;
  }
  if (lasting) before.add(after._id);
  else before.delete(after._id);
  if (before.size === 0) return false;
  await tx.set('settings', {
    _id: GUARD,
    value: [...before].toSorted(),
    version: (guard?.version ?? 0) + 1,
  });
  return true;
}
