import type { Caller } from './identity';
import { labelOf } from './identity';
import type { Outcome } from './outcome';
import type { LogLevel } from './protocol';

/** One call as the console shows it. */
export interface CallRecord {
  readonly id: string;
  readonly name: string;
  /** What the function was asked for, when it serves several calls or triggers and the event says which. */
  readonly asked?: string;
  readonly caller: Caller;
  readonly who: string;
  /** World time, epoch ms. */
  readonly at: number;
  readonly event: string;
  /** The event was too long to keep whole, so the call cannot be replayed. */
  readonly cut: boolean;
  readonly logs: { readonly level: LogLevel; readonly text: string }[];
  /** Requests its SDK made to the database. */
  db: number;
  /** Undefined while it runs. */
  ms?: number;
  ok?: boolean;
  /** A refusal's code, or the platform's when the call failed. */
  code?: string;
  traceId?: string;
  result?: string;
  error?: string;
}

const KEPT_CALLS = 500;
/** Longer events and results are cut in the journal, never in the call. */
const KEPT_CHARS = 32 * 1024;

/** The last calls, newest last, and who wants to hear of them. */
export const createJournal = (told: (record: CallRecord) => void) => {
  const records = new Map<string, CallRecord>();

  return {
    open: (id: string, name: string, caller: Caller, event: string, at: number): CallRecord => {
      const who = labelOf(caller);
      const record = {
        id,
        name,
        ...askedIn(event),
        caller,
        who,
        at,
        event: event.slice(0, KEPT_CHARS),
        cut: event.length > KEPT_CHARS,
        logs: [],
        db: 0,
      };
      records.set(id, record);
      const oldest = records.size > KEPT_CALLS ? records.keys().next().value : undefined;
      if (oldest !== undefined) records.delete(oldest);
      told(record);
      return record;
    },
    close: (record: CallRecord, outcome: Outcome, ms: number): void => {
      record.ms = ms;
      record.ok = outcome.ok;
      if (outcome.ok) {
        record.result = outcome.text.slice(0, KEPT_CHARS);
        Object.assign(record, readReply(outcome.text));
      } else {
        record.code = outcome.code;
        record.error = outcome.stack ?? outcome.message;
      }
      const trace = record.traceId ?? loggedTrace(record.logs);
      if (trace !== undefined) record.traceId = trace;
      told(record);
    },
    get: (id: string): CallRecord | undefined => records.get(id),
    all: (): CallRecord[] => [...records.values()],
  };
};

export type Journal = ReturnType<typeof createJournal>;

/** A call without its event and result: those are sent when one call is looked at, not with every list. */
export const briefOf = ({ event: _event, result: _result, logs, ...rest }: CallRecord) => ({
  ...rest,
  logs: logs.length,
});

/** A reply of the shape `{ok: false, code}` is a refusal; `traceId` is kept from any reply. */
const readReply = (text: string): Partial<Pick<CallRecord, 'ok' | 'code' | 'traceId'>> => {
  if (!text.startsWith('{') || text.length > KEPT_CHARS) return {};
  // Most answers say neither, and need not be read for it.
  if (!text.includes('"ok":false') && !text.includes('"traceId"')) return {};
  // The text was made by JSON.stringify in the worker.
  const reply = JSON.parse(text) as { ok?: unknown; code?: unknown; traceId?: unknown };
  return {
    ...(reply.ok === false ? { ok: false } : {}),
    ...(reply.ok === false && typeof reply.code === 'string' ? { code: reply.code } : {}),
    ...(typeof reply.traceId === 'string' ? { traceId: reply.traceId } : {}),
  };
};

/** Of an event `{"call": …}` or a timer's; its text is not parsed for it, events can be long. */
const askedIn = (event: string): Pick<CallRecord, 'asked'> => {
  const found = /"(?:call|TriggerName)":"([^"]{1,64})"/.exec(event);
  return found?.[1] === undefined ? {} : { asked: found[1] };
};

/** A good reply names no trace; the call's own structured log line does. */
const loggedTrace = (logs: CallRecord['logs']): string | undefined => {
  for (const { text } of logs) {
    const found = text.startsWith('{') ? /"traceId":"([^"]{1,64})"/.exec(text) : null;
    if (found) return found[1];
  }
  return undefined;
};

/** `placeOrder mini:oAB 12 ms 4 db OUT_OF_STOCK t_8f2` */
export const lineOf = (record: CallRecord): string =>
  [
    record.name,
    record.who,
    `${Math.round(record.ms ?? 0)} ms`,
    `${record.db} db`,
    record.ok ? 'ok' : (record.code ?? 'FAILED'),
    record.traceId ?? '',
  ]
    .join(' ')
    .trimEnd();
