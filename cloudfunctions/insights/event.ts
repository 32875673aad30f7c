import type { OutboxDoc } from '#shared/model/docs';
import type { EventPayloads, EventType } from '#shared/model/events';

/** The payload when the event is of this type. Written by `emit` with exactly that shape, hence the cast. */
export const payloadOf = <T extends EventType>(
  event: OutboxDoc,
  type: T,
): EventPayloads[T] | undefined =>
  event.type === type ? (event.payload as unknown as EventPayloads[T]) : undefined;
