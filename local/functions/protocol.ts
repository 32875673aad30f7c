import type { Claim } from './claim';

/** What the server and a worker thread say to each other. Only plain data crosses. */

/** One version of one function's code. */
export interface Code {
  readonly name: string;
  readonly version: number;
  readonly file: string;
  readonly source: string;
}

export interface WorkOrder {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  /** JSON, so that a function gets an event of its own however it is called. */
  readonly event: string;
  /** The caller's identity: environment variables that only this call sees. */
  readonly env: Readonly<Record<string, string>>;
  readonly timeLimitMs: number;
  readonly claim: Claim;
}

export type ToWorker =
  | { readonly type: 'load'; readonly code: Code }
  | { readonly type: 'call'; readonly order: WorkOrder }
  | { readonly type: 'ping' };

export type LogLevel = 'log' | 'info' | 'warn' | 'error' | 'debug';

export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'pong' }
  | { readonly type: 'loaded'; readonly name: string; readonly version: number }
  | {
      readonly type: 'broken';
      readonly name: string;
      readonly version: number;
      readonly stack: string;
    }
  | { readonly type: 'done'; readonly id: string; readonly text: string }
  | {
      readonly type: 'failed';
      readonly id: string;
      readonly message: string;
      readonly stack: string;
    }
  | {
      readonly type: 'log';
      readonly id: string | undefined;
      readonly level: LogLevel;
      readonly text: string;
    };

/** What every worker is born with. */
export interface WorkerBirth {
  readonly env: Readonly<Record<string, string>>;
  readonly clock: SharedArrayBuffer;
}
