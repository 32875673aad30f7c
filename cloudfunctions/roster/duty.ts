import { dutyAt, weekOf } from '#shared/domain/roster/week';
import { DAY_MS, dayOf } from '#shared/domain/time';
import type { Ctx } from '../kit/ports';

export interface Duty {
  /** The shop has a published plan for now. */
  readonly rostered: boolean;
  /** Of the people asked about, those on shift in this shop now. */
  readonly onShift: ReadonlySet<string>;
}

/** Who of these people works in the shop now by its published roster: two reads, whoever asks. */
export async function dutyOf(
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  storeId: string,
  staffIds: readonly string[],
): Promise<Duty> {
  // A night shift of Sunday ends in the next week.
  const weeks = [weekOf(dayOf(now)), weekOf(dayOf(now - DAY_MS))];
  const ids = (key: string): string[] => [...new Set(weeks)].map((week) => `${key}:${week}`);
  const [rosters, plans] = await Promise.all([
    db.getMany('rosters', ids(storeId)),
    staffIds.length === 0 ? [] : db.getMany('shiftWeeks', staffIds.flatMap(ids)),
  ]);
  const published = rosters.filter(({ status }) => status === 'published').map(({ week }) => week);
  const onShift = plans
    .filter(({ week }) => published.includes(week))
    .filter(({ shifts }) => dutyAt(shifts, storeId, now) !== undefined);
  return {
    rostered: published.includes(weeks[0] ?? ''),
    onShift: new Set(onShift.map(({ staffId }) => staffId)),
  };
}

/** May the caller work in the shop now: no published plan, on shift by it, or the manager. */
export async function mayWorkNow(
  ctx: Pick<Ctx, 'db' | 'now' | 'me'>,
  storeId: string,
): Promise<boolean> {
  const { me } = ctx;
  if (me.kind !== 'staff') return false;
  const manager = me.grants.some(
    ({ role, scopeId }) => role === 'storeManager' && scopeId === storeId,
  );
  if (manager) return true;
  const { rostered, onShift } = await dutyOf(ctx, storeId, [me.id]);
  return !rostered || onShift.has(me.id);
}
