import type { ShopDay } from '#shared/domain/chainDay';
import type { Sealed } from './values';

/** Written in the transaction that makes it true; `_id` = `{aggregateId}:{type}:{n}`. */
export interface OutboxDoc {
  _id: string;
  type: string;
  aggregateId: string;
  payload: Record<string, unknown>;
  at: number;
  status: 'new' | 'done' | 'dead';
  tries: number;
  nextTryAt: number;
  lastError: string;
}

/** `_id` = `{consumer}:{eventId}`: a consumer takes an event once. */
export interface ConsumedDoc {
  _id: string;
  at: number;
}

/** `_id` = `{storeId}:{day}`. Roll-up of one business day; what each figure means stands in `domain/board`. */
export interface SalesDayDoc {
  _id: string;
  storeId: string;
  day: string;
  salesFen: number;
  orders: number;
  refundFen: number;
  pieces: number;
  costFen: number;
  /** `h00`…`h23` → fen. */
  hours: Record<string, number>;
  /** skuId → pieces and fen. */
  skus: Record<string, { n: number; fen: number }>;
  /** What came from a file, without orders of its own: the nightly recount takes it off. */
  base?: { salesFen: number; orders: number; refundFen: number; pieces: number; costFen: number };
}

/** `_id` = day: all shops of one closed business day, so that a report of a month is thirty reads. */
export interface ChainDayDoc {
  _id: string;
  day: string;
  shops: Record<string, ShopDay>;
  at: number;
}

/**
 * Append-only, `_id` = `{stream}:{seq}`. Written in the transaction of the change; each row's mac covers the mac before
 * it (`cloudfunctions/kit/auditChain.ts`).
 */
export interface AuditDoc {
  _id: string;
  /** `{storeId or hq}:{day}` */
  stream: string;
  /** From 1, without gaps. */
  seq: number;
  mac: string;
  at: number;
  /** `done`, or the code of the refusal. */
  outcome: string;
  actorId: string;
  actorName: string;
  call: string;
  storeId: string | null;
  target: string;
  targetId: string;
  changes: { field: string; before: string; after: string }[];
  reason: string;
  traceId: string;
}

/** `_id` = stream: where its chain ends. Guard of the chain: whoever adds a row writes it. */
export interface AuditHeadDoc {
  _id: string;
  seq: number;
  mac: string;
  /** The attempt that wrote it last: run again after a lost answer, it adds nothing. */
  by: string;
  at: number;
}

/** `_id` = stream: where its chain ended when it was last found whole. Kept apart from the chain itself. */
export interface AuditProofDoc {
  _id: string;
  seq: number;
  mac: string;
  /** HMAC of the three above. */
  seal: string;
  at: number;
}

/** `_id` = hash of call, caller and requestId: the stored first answer. */
export interface RequestDoc {
  _id: string;
  bodyHash: string;
  /** JSON of the answer: it may name a person. */
  answer: Sealed;
  at: number;
}

/** `_id` = job name: cursor and lease of a timer; the lease only saves work, never correctness. */
export interface JobDoc {
  _id: string;
  cursor: string;
  leaseUntil: number;
  lastRunAt: number;
  lastResult: string;
}

/** `_id` = counter name; `value` only grows (order numbers per shop and day). */
export interface CounterDoc {
  _id: string;
  value: number;
}

/** `_id` = setting name. */
export interface SettingDoc {
  _id: string;
  value: unknown;
  version: number;
}
