import { Conflict } from './records';

/**
 * `crashBefore`, `crashAfter`: the function dies at this call, nothing of it runs any more.
 * `fail`: not applied, the connection breaks. `lost`: applied, but the answer never arrives.
 * `conflict`: another transaction was first, ours is ended; only inside one.
 */
export type FaultKind = 'crashBefore' | 'crashAfter' | 'fail' | 'lost' | 'conflict';

/** The process is gone. Whatever catches this and goes on meets it again at its next call. */
export class Crashed extends Error {
  constructor() {
    super('the function was killed');
  }
}
class ConnectionLost extends Error {
  readonly code = 'ECONNRESET';
  constructor() {
    super('socket hang up');
  }
}

/** Counts database calls and strikes at the armed one. */
export class Faults {
  /** Calls since the last `arm` or `clear`. */
  calls = 0;
  /** True once the armed fault has struck. */
  struck = false;
  #armed: { call: number; kind: FaultKind } | undefined;

  /** Strikes at the `call`-th database call from now, 1 being the next. */
  arm(call: number, kind: FaultKind): void {
    this.clear();
    this.#armed = { call, kind };
  }

  /** True while a fault waits for its call. */
  get armed(): boolean {
    return this.#armed !== undefined;
  }

  clear(): void {
    this.calls = 0;
    this.struck = false;
    this.#armed = undefined;
  }

  /** Counts a call; what it returns is thrown before or after the work. */
  next(): { before?: Error; after?: Error } {
    this.calls += 1;
    if (this.#armed?.call !== this.calls) return {};
    const { kind } = this.#armed;
    this.#armed = undefined;
    this.struck = true;
    if (kind === 'conflict') return { before: new Conflict() };
    const error = kind.startsWith('crash') ? new Crashed() : new ConnectionLost();
    return kind === 'crashBefore' || kind === 'fail' ? { before: error } : { after: error };
  }
}
