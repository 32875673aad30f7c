import type { Clock } from '../clock/clock';
import { hasBegun, newClaim, withdraw } from './claim';
import { bring } from './bring';
import { createCrew } from './crew';
import type { Outcome } from './outcome';
import { failed, timedOut } from './outcome';
import type { Code, FromWorker } from './protocol';
import type { HostWorker } from './worker';

export interface PoolOptions {
  /** The bundled worker program. */
  readonly script: string;
  readonly size: number;
  readonly env: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly onLog: (log: Extract<FromWorker, { type: 'log' }>) => void;
  /** A version does not load: the answer is the version that goes on serving, if there is one. */
  readonly onBroken: (code: Code, stack: string) => Code | undefined;
}

export interface Work {
  readonly id: string;
  readonly code: Code;
  readonly event: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeLimitMs: number;
}

type Open = { readonly work: Work; readonly finish: (outcome: Outcome) => void; home?: HostWorker };

const LOOK_EVERY_MS = 50;

/** Runs calls on worker threads: no call waits behind a hung one, no call runs twice. */
export const createPool = (options: PoolOptions) => {
  const open = new Map<string, Open>();
  let look: NodeJS.Timeout | undefined;
  let closed = false;

  const crew = createCrew({
    script: options.script,
    size: options.size,
    birth: { env: options.env, clock: options.clock.shared },
    received: (worker, message) => {
      if (message.type === 'log') options.onLog(message);
      else if (message.type === 'done')
        worker.calls.get(message.id)?.finish({ ok: true, text: message.text });
      else if (message.type === 'failed') {
        worker.calls.get(message.id)?.finish(failed(message.message, message.stack));
      }
    },
    lost: (worker, reason) => {
      for (const { order, finish } of worker.calls.values()) {
        if (hasBegun(order.claim))
          finish(failed(`the process of this call ended: ${reason.message}`));
        else void place(order.id);
      }
    },
  });

  /** Gives a call that has not begun to the best worker there is. */
  const place = async (id: string): Promise<void> => {
    const call = open.get(id);
    if (!call || closed) return;
    const { work, finish } = call;
    const home = crew.choose();
    call.home = home;
    const loaded = await bring(home, work.code, options.onBroken);
    if (call.home !== home || !open.has(id)) return;
    if (home.isOver()) return void place(id);
    if ('error' in loaded) return finish(failed(firstLine(loaded.error), loaded.error));
    const { name, version } = loaded.code;
    const { event, env, timeLimitMs } = work;
    const claim = newClaim();
    home.send({ order: { id, name, version, event, env, timeLimitMs, claim }, finish });
  };

  /** Looks after the threads while there is work, and sleeps otherwise. */
  const watch = () => {
    if (look) return;
    let due = performance.now() + LOOK_EVERY_MS;
    look = setInterval(() => {
      const late = Math.max(0, performance.now() - due);
      due = performance.now() + LOOK_EVERY_MS;
      for (const worker of crew.all()) {
        worker.forgive(late);
        worker.ping();
        if (worker.isSilent() && crew.hasRoom()) relieve(worker);
      }
      if (open.size > 0) return;
      clearInterval(look);
      look = undefined;
      crew.shrink();
    }, LOOK_EVERY_MS);
    look.unref();
  };

  /** Takes back what a silent thread has not begun, and what waits there for its code. */
  const relieve = (worker: HostWorker) => {
    for (const [id, { home, work }] of open) {
      if (home !== worker || worker.isSuspect(id, work.code.name)) continue;
      const sent = worker.calls.get(id);
      if (sent && !withdraw(sent.order.claim)) continue;
      worker.calls.delete(id);
      void place(id);
    }
  };

  const run = (work: Work): Promise<Outcome> =>
    new Promise((resolve) => {
      if (closed) return resolve(failed('the server is closing'));
      const finish = (outcome: Outcome) => {
        const home = open.get(work.id)?.home;
        if (!open.delete(work.id)) return;
        clearTimeout(limit);
        home?.calls.delete(work.id);
        resolve(outcome);
      };
      const limit = setTimeout(() => {
        const home = open.get(work.id)?.home;
        finish(timedOut(work.timeLimitMs));
        // A thread is ended for the call that blocks it, not for one that merely waits in it.
        if (home?.isBlockedBy(work.id, work.code.name)) void home.end();
      }, work.timeLimitMs);
      open.set(work.id, { work, finish });
      watch();
      void place(work.id);
    });

  return {
    run,
    /** Loads a new version where an older one is in use, so that a broken one shows at once. */
    reload: async (code: Code): Promise<void> => {
      const users = crew.all().filter((worker) => worker.hosts(code.name));
      const errors = await Promise.all(users.map((worker) => worker.ensure(code)));
      const error = errors.find((text) => text !== undefined);
      if (error !== undefined) options.onBroken(code, error);
    },
    /** A database answer is on its way to this call. */
    touch: (id: string): void => open.get(id)?.home?.touch(id),
    isOpen: (id: string): boolean => open.has(id),
    start: crew.warm,
    /** Loads functions one after the other before anybody calls them; a broken one shows when it is called. */
    warm: async (codes: readonly Code[]): Promise<void> => {
      const [first] = crew.all();
      for (const code of codes) if (!closed) await first?.ensure(code);
    },
    close: async (): Promise<void> => {
      closed = true;
      clearInterval(look);
      for (const { finish } of open.values()) finish(failed('the server is closing'));
      await crew.end();
    },
  };
};

const firstLine = (stack: string): string =>
  stack.split('\n').find((line) => line.includes('Error')) ?? stack.slice(0, 200);
