import type { MemberDoc, OutboxDoc, StaffDoc } from '#shared/model/docs';
import { oneOf } from '../kit/conditions';
import '../kit/notify';
import type { Ctx } from '../kit/ports';
import { byId, readAll } from '../kit/readAll';
import { noticeOf, type Notice } from './notices';

type Due = Notice & { readonly eventId: string };
type Sending = Pick<Ctx, 'db' | 'now' | 'notify' | 'seal'>;

/** Sends what the events have to tell, each notice once. Answers the events that failed, with why. */
export async function notify(
  ctx: Sending,
  events: readonly OutboxDoc[],
): Promise<Map<string, unknown>> {
  const failed = new Map<string, unknown>();
  const due: Due[] = [];
  for (const event of events)
    try {
      const notice = noticeOf(event);
      if (notice) due.push({ eventId: event._id, ...notice });
    } catch (error) {
      failed.set(event._id, error);
    }
  if (due.length === 0) return failed;
  try {
    const people = await peopleOf(ctx, due);
    for (const one of due)
      try {
        await tell(ctx, one, people(one));
      } catch (error) {
        failed.set(one.eventId, error);
      }
  } catch (error) {
    for (const { eventId } of due) failed.set(eventId, error);
  }
  return failed;
}

/**
 * The mark is set before sending. Dying in between loses a notice, which is better than telling a person twice;
 * an error takes the mark back, so the next run tries again.
 */
async function tell(ctx: Sending, { message }: Due, people: readonly Person[]): Promise<void> {
  const { db, now, seal } = ctx;
  for (const { mark, member } of people) {
    if (!(await db.insert('consumed', { _id: mark, at: now }))) continue;
    const place = { collection: 'members', id: member._id, field: 'openid' } as const;
    const openid = seal.open(place, member.openid);
    try {
      await ctx.notify.send({ openid, ...message });
    } catch (error) {
      await db.remove('consumed', mark);
      throw error;
    }
  }
}

interface Person {
  readonly member: MemberDoc;
  /** That this person was told of this event. */
  readonly mark: string;
}

/** Who is to be told of what and was not yet; read for all events at once. */
async function peopleOf(
  ctx: Sending,
  due: readonly Due[],
): Promise<(one: Due) => readonly Person[]> {
  const staff = await staffOf(ctx, due);
  const wanted = new Map(
    due.map((one) => [
      one,
      ('memberId' in one.to ? [one.to.memberId] : (staff.get(one.to.storeId) ?? [])).map(
        (memberId) => ({ memberId, mark: `notice:${one.eventId}:${memberId}` }),
      ),
    ]),
  );
  const all = [...wanted.values()].flat();
  const [members, told] = await Promise.all([
    byId(
      ctx.db,
      'members',
      all.map(({ memberId }) => memberId),
    ),
    byId(
      ctx.db,
      'consumed',
      all.map(({ mark }) => mark),
    ),
  ]);
  return (one) =>
    (wanted.get(one) ?? []).flatMap(({ memberId, mark }) => {
      const member = members.get(memberId);
      return member && !told.has(mark) ? [{ member, mark }] : [];
    });
}

/** By shop, everybody who works there now. Staff are members too: same WeChat, same id. */
async function staffOf(
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  due: readonly Due[],
): Promise<Map<string, string[]>> {
  const shops = [...new Set(due.flatMap(({ to }) => ('storeId' in to ? [to.storeId] : [])))];
  if (shops.length === 0) return new Map();
  const staff = await readAll(
    db,
    'staff',
    { 'grants.scopeId': oneOf(shops), status: 'active' },
    { only: ['openidIdx', 'grants'] },
  );
  const worksIn = ({ grants }: StaffDoc, storeId: string): boolean =>
    grants.some(
      ({ scopeId, from, to }) => scopeId === storeId && from <= now && (to === null || now < to),
    );
  return new Map(
    shops.map((storeId) => [
      storeId,
      staff.flatMap((one) =>
        one.openidIdx && worksIn(one, storeId) ? [`m_${one.openidIdx}`] : [],
      ),
    ]),
  );
}
