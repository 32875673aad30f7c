import type { Clock } from '../clock/clock';
import { failed, timedOut } from './outcome';
import type { Outcome } from './outcome';
import type { Code, FromWorker } from './protocol';
import { Claim } from './protocol';
import type { HostWorker, Sent } from './worker';
import { isRunning, startWorker } from './worker';

export interface PoolOptions {
  /** The bundled worker program. */
  readonly script: string;
  /** Workers at rest; hung ones are replaced, so for a while there may be more. */
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

const LOOK_EVERY_MS = 50;
/** Longer than this and a thread gets no new calls: loading an SDK takes about as long. */
const SILENT_MS = 150;
/** Calls one thread runs at once before the next thread is started. */
const BUSY_CALLS = 4;

/** Runs calls on worker threads: no call waits behind a hung one, no call runs twice. */
export const createPool = (options: PoolOptions) => {
  const workers = new Set<HostWorker>();
  const homes = new Map<string, HostWorker>();
  let look: NodeJS.Timeout | undefined;
  let closed = false;

  const start = (): HostWorker => {
    const birth = { env: options.env, clock: options.clock.shared };
    const worker: HostWorker = startWorker(options.script, birth, {
      message: (message) => receive(worker, message),
      gone: (reason) => bury(worker, reason),
    });
    workers.add(worker);
    return worker;
  };

  const choose = (): HostWorker => {
    const awake = [...workers].filter((worker) => worker.silentMs() < SILENT_MS);
    const idlest = awake.sort((a, b) => a.calls.size - b.calls.size)[0];
    const roomFor = idlest ? options.size : options.size * 2;
    if ((!idlest || idlest.calls.size >= BUSY_CALLS) && workers.size < roomFor) return start();
    return idlest ?? [...workers].sort((a, b) => a.silentMs() - b.silentMs())[0] ?? start();
  };

  const receive = (worker: HostWorker, message: FromWorker) => {
    if (message.type === 'log') options.onLog(message);
    if (message.type !== 'done' && message.type !== 'failed') return;
    const outcome: Outcome =
      message.type === 'done'
        ? { ok: true, text: message.text }
        : failed(message.message, message.stack);
    worker.calls.get(message.id)?.finish(outcome);
  };

  const bury = (worker: HostWorker, reason: Error) => {
    workers.delete(worker);
    for (const sent of worker.calls.values()) {
      if (isRunning(sent))
        sent.finish(failed(`the process running this call ended: ${reason.message}`));
      else void place(sent.order.id);
    }
  };

  const waiting = new Map<string, { work: Work; finish: (outcome: Outcome) => void }>();

  /** Gives a call that has not begun to the best worker there is. */
  const place = async (id: string): Promise<void> => {
    const entry = waiting.get(id);
    if (!entry || closed) return;
    const { work, finish } = entry;
    const worker = choose();
    homes.set(id, worker);
    let code = work.code;
    for (;;) {
      const error = await worker.ensure(code);
      if (!error) break;
      if (worker.isOver() || homes.get(id) !== worker) return void place(id);
      const older = options.onBroken(code, error);
      if (!older || older.version === code.version) return finish(failed(firstLine(error), error));
      code = older;
    }
    if (!waiting.has(id) || homes.get(id) !== worker) return;
    const { name, version } = code;
    const { event, env, timeLimitMs } = work;
    const claim = new SharedArrayBuffer(4);
    const order = { id, name, version, event, env, timeLimitMs, claim };
    worker.send({ order, finish });
  };

  /** Looks after the threads while there is work, and sleeps otherwise. */
  const watch = () => {
    look ??= setInterval(() => {
      if (waiting.size === 0) {
        clearInterval(look);
        look = undefined;
        for (const surplus of [...workers].slice(options.size)) void surplus.end();
        return;
      }
      for (const worker of workers) {
        worker.ping();
        if (worker.silentMs() > SILENT_MS) relieve(worker);
      }
    }, LOOK_EVERY_MS);
    look.unref();
  };

  /** Takes back what a silent thread has not begun; a call it has begun must not run twice. */
  const relieve = (worker: HostWorker) => {
    const others = [...workers].some((other) => other.silentMs() < SILENT_MS);
    if (!others && workers.size >= options.size * 2) return;
    for (const sent of worker.calls.values()) {
      if (!withdraw(sent)) continue;
      worker.calls.delete(sent.order.id);
      void place(sent.order.id);
    }
  };

  const expire = (id: string, worker: HostWorker | undefined) => {
    if (!worker || worker.silentMs() < SILENT_MS) return;
    const others = [...worker.calls.values()].filter((sent) => sent.order.id !== id);
    const suspect = worker.suspect();
    // A thread is ended for the call that blocks it, not for one that merely waits in it.
    if (suspect === undefined || suspect === id || !others.some(isRunning)) void worker.end();
  };

  return {
    run: (work: Work): Promise<Outcome> =>
      new Promise((resolve) => {
        const finish = (outcome: Outcome) => {
          if (!waiting.delete(work.id)) return;
          clearTimeout(limit);
          homes.get(work.id)?.calls.delete(work.id);
          homes.delete(work.id);
          resolve(outcome);
        };
        const limit = setTimeout(() => {
          const home = homes.get(work.id);
          finish(timedOut(work.timeLimitMs));
          expire(work.id, home);
        }, work.timeLimitMs);
        waiting.set(work.id, { work, finish });
        watch();
        void place(work.id);
      }),
    /** Loads a new version where an older one is in use, so that a broken one shows at once. */
    reload: async (code: Code): Promise<void> => {
      const users = [...workers].filter((worker) => worker.hosts(code.name));
      const errors = await Promise.all(users.map((worker) => worker.ensure(code)));
      const error = errors.find((text) => text !== undefined);
      if (error) options.onBroken(code, error);
    },
    touch: (id: string): void => homes.get(id)?.touch(id),
    isOpen: (id: string): boolean => waiting.has(id),
    warm: (): void => void (workers.size === 0 && start()),
    close: async (): Promise<void> => {
      closed = true;
      clearInterval(look);
      for (const { finish } of waiting.values()) finish(failed('the server is closing'));
      await Promise.all([...workers].map((worker) => worker.end()));
    },
  };
};

export type Pool = ReturnType<typeof createPool>;

const withdraw = (sent: Sent): boolean =>
  Atomics.compareExchange(new Int32Array(sent.order.claim), 0, Claim.waiting, Claim.withdrawn) ===
  Claim.waiting;

const firstLine = (stack: string): string =>
  stack.split('\n').find((line) => /Error|error/.test(line)) ?? stack.split('\n')[0] ?? stack;
