import type { DbCall } from './db/call';
import type { Db, Files, Notify, Pay, Phones, Seal, Tickets } from './ports';

/** Who the platform says is calling. Nothing of it can be set by the caller. */
export interface Identity {
  /** `wx_client`, `wx_trigger`, `wx_http` …; empty when unknown. */
  readonly source: string;
  readonly openid: string | null;
  /** User of the web login; null for anonymous web sessions. */
  readonly uid: string | null;
}

export interface Cached {
  readonly at: number;
  readonly value: Promise<unknown>;
}

/** What a call stands on. In the cloud: the SDKs and the process; in tests: memory. */
export interface Platform {
  identity(): Identity;
  /** Epoch ms. */
  now(): number;
  /** Milliseconds of a clock that never jumps. */
  elapsed(): number;
  pause(ms: number): Promise<void>;
  /** Calls `ring` after `ms`; returns what cancels it. */
  alarm(ms: number, ring: () => void): () => void;
  /** [0, 1). */
  random(): number;
  randomBytes(size: number): Uint8Array;
  db(call: DbCall): Db;
  readonly seal: Seal;
  readonly pay: Pay;
  readonly notify: Notify;
  readonly phones: Phones;
  readonly files: Files;
  readonly tickets: Tickets;
  /** HMAC of the parts under a key of the deployment. */
  derive(parts: readonly string[]): Uint8Array;
  /** What `ctx.cached` remembers; lives as long as the instance. */
  readonly cache: Map<string, Cached>;
  log(line: Readonly<Record<string, unknown>>): void;
  /** Tests: a staff write without an audit row is a defect. The cloud logs it instead of failing the caller. */
  readonly strict: boolean;
}
