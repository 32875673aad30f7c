import { NO_SALES, addToDay } from '#shared/domain/board';
import type { Sale } from '#shared/domain/board';
import type { OutboxDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';
import { payloadOf } from './event';

/** One event as the sales book sees it. */
interface Entry {
  readonly eventId: string;
  readonly storeId: string;
  readonly day: string;
  readonly sale: Sale | null;
  readonly refundFen: number;
}
/** Consumed rows of one transaction; more would only make conflicts dearer. */
const BATCH = 20;

/** Money that came after its order had ended never was a sale, so its way back is no refund of one. */
export function entryOf(event: OutboxDoc): Entry | undefined {
  const paid = payloadOf(event, 'order.paid');
  if (paid) {
    const { storeId, day, hour, lines } = paid;
    return { eventId: event._id, storeId, day, sale: { hour, lines }, refundFen: 0 };
  }
  const back = payloadOf(event, 'refund.requested');
  if (!back || back.late) return undefined;
  const refundFen = back.lines.reduce((sum, { fen }) => sum + fen, 0);
  return { eventId: event._id, storeId: back.storeId, day: back.day, sale: null, refundFen };
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
          const fresh: Entry[] = [];
          for (const entry of batch) {
            const mark = `rollUp:${entry.eventId}`;
            if (await tx.get('consumed', mark)) continue;
            await tx.insert('consumed', { _id: mark, at: now });
            fresh.push(entry);
          }
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
          const refundFen = fresh.reduce((sum, entry) => sum + entry.refundFen, 0);
          await tx.set('salesDays', addToDay(before, sales, refundFen));
        });
      } catch (error) {
        for (const { eventId } of batch) failed.set(eventId, error);
      }
    }
  }
  return failed;
}
