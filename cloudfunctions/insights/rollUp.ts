import { NO_SALES, addToDay } from '#shared/domain/board';
import type { Sale } from '#shared/domain/board';
import { hourOf } from '#shared/domain/time';
import type { OutboxDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';
import { takeOnce } from '../kit/takeOnce';
import { payloadOf } from './event';

/** One event as the sales book sees it. */
interface Entry {
  readonly eventId: string;
  readonly storeId: string;
  readonly day: string;
  readonly sale: Sale | null;
  readonly refund: Sale | null;
}
/** Consumed rows of one transaction; more would only make conflicts dearer. */
const BATCH = 20;

/**
 * A refund counts on the day it is promised. Money that came after its order had ended, and money of top-ups
 * and cards, never was a sale, so its way back is no refund of one.
 */
export function entryOf(event: OutboxDoc): Entry | undefined {
  const { _id: eventId } = event;
  const paid = payloadOf(event, 'order.paid');
  if (paid) {
    const { storeId, day, hour, lines } = paid;
    return { eventId, storeId, day, sale: { hour, lines }, refund: null };
  }
  const back = payloadOf(event, 'refund.requested');
  if (!back || back.late) return undefined;
  const { storeId, day, at, lines } = back;
  return { eventId, storeId, day, sale: null, refund: { hour: hourOf(at), lines } };
}

/**
 * Adds events to the sales book, each once: the mark that it was taken and the sum are one transaction.
 * Events of one shop and day share it. Answers the ids that could not be added, with why.
 */
export async function rollUp(
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  events: readonly OutboxDoc[],
): Promise<Map<string, unknown>> {
  const failed = new Map<string, unknown>();
  const books = new Map<string, Entry[]>();
  for (const event of events) {
    const entry = entryOf(event);
    if (!entry) continue;
    const book = `${entry.storeId}:${entry.day}`;
    books.set(book, [...(books.get(book) ?? []), entry]);
  }
  for (const [book, entries] of books) {
    for (let at = 0; at < entries.length; at += BATCH) {
      const batch = entries.slice(at, at + BATCH);
      try {
        await db.transaction(async (tx) => {
          const fresh = await takeOnce(tx, 'rollUp', batch, now);
          const [first] = fresh;
          if (!first) return;
          const { storeId, day } = first;
          const before = (await tx.get('salesDays', book)) ?? {
            _id: book,
            storeId,
            day,
            ...NO_SALES,
          };
          const sales = fresh.flatMap(({ sale }) => (sale ? [sale] : []));
          const refunds = fresh.flatMap(({ refund }) => (refund ? [refund] : []));
          await tx.set('salesDays', addToDay(before, sales, refunds));
        });
      } catch (error) {
        for (const { eventId } of batch) failed.set(eventId, error);
      }
    }
  }
  return failed;
}
