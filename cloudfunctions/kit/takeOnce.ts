import type { Tx } from './ports';

/**
 * Which of these events a consumer has not taken yet; they are marked as taken in the transaction that does what
 * they ask for, so that each counts once however often it is told.
 */
export async function takeOnce<E extends { readonly eventId: string }>(
  tx: Pick<Tx, 'getMany' | 'insertMany'>,
  consumer: string,
  events: readonly E[],
  now: number,
): Promise<E[]> {
  const markOf = ({ eventId }: E): string => `${consumer}:${eventId}`;
  const marks = await tx.getMany('consumed', events.map(markOf));
  const taken = new Set(marks.map(({ _id }) => _id));
  const fresh = events.filter((event) => !taken.has(markOf(event)));
  await tx.insertMany(
    'consumed',
    fresh.map((event) => ({ _id: markOf(event), at: now })),
  );
  return fresh;
}
