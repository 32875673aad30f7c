import { Worker } from 'node:worker_threads';
import type { Code, FromWorker, ToWorker, WorkOrder, WorkerBirth } from './protocol';
import { hasBegun } from './claim';
import type { Outcome } from './outcome';

/** A call on its way: sent to a worker, not answered. */
export interface Sent {
  readonly order: WorkOrder;
  readonly finish: (outcome: Outcome) => void;
}

export interface WorkerEvents {
  message(message: FromWorker): void;
  gone(reason: Error): void;
}

type Loading = { readonly version: number; readonly done: (error?: string) => void };

/** Longer than this and a thread gets no new calls; loading an SDK takes about as long. */
const SILENT_MS = 150;

/**
 * One thread that hosts functions, seen from the server. It knows since when the thread has not answered and
 * which call it was given last before it fell silent: that call is the suspect.
 */
export const startWorker = (script: string, birth: WorkerBirth, events: WorkerEvents) => {
  const thread = new Worker(script, {
    eval: true,
    workerData: birth,
    // Nothing of the starting process: not its loaders, not its secrets.
    execArgv: [],
    env: { PATH: process.env['PATH'] ?? '' },
    // Requests and answers die young: room for them spares the collector most of its rounds.
    resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 },
  });
  const calls = new Map<string, Sent>();
  const versions = new Map<string, number>();
  const loading = new Map<string, Loading>();
  let ready = false;
  let askedAt = 0;
  let suspect: string | undefined;
  let over = false;

  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  const post = (message: ToWorker) => thread.postMessage(message);

  thread.on('message', (message: FromWorker) => {
    // Whoever prints is the one that runs; any other sign of life clears the suspicion.
    suspect = message.type === 'log' ? message.id : undefined;
    if (message.type === 'ready') ready = true;
    else if (message.type === 'pong') askedAt = 0;
    else if (message.type === 'loaded' || message.type === 'broken') {
      const error = message.type === 'broken' ? message.stack : undefined;
      if (!error) versions.set(message.name, message.version);
      loading.get(`${message.name}@${message.version}`)?.done(error);
    } else events.message(message);
  });
  const gone = (reason: Error) => {
    if (over) return;
    over = true;
    for (const load of loading.values()) load.done(reason.message);
    events.gone(reason);
  };
  thread.on('error', gone);
  thread.on('exit', (code) => gone(new Error(`worker ended with code ${code}`)));
  thread.unref();

  const load = (code: Code) =>
    new Promise<string | undefined>((resolve) => {
      const key = `${code.name}@${code.version}`;
      const before = loading.get(key);
      const done = (error?: string) => {
        loading.delete(key);
        before?.done(error);
        resolve(error);
      };
      loading.set(key, { version: code.version, done });
      if (before) return;
      suspect ??= `load ${code.name}`;
      post({ type: 'load', code });
    });

  /** How long the thread has not come round to answering, ms. */
  const silentMs = () => (askedAt ? performance.now() - askedAt : 0);
  const isSuspect = (id: string, name: string) => suspect === id || suspect === `load ${name}`;

  return {
    calls,
    hosts: (name: string) => versions.has(name),
    /** Resolves to the load error, if any. */
    ensure: async (code: Code): Promise<string | undefined> =>
      versions.get(code.name) === code.version ? undefined : load(code),
    send: (sent: Sent) => {
      calls.set(sent.order.id, sent);
      suspect ??= sent.order.id;
      post({ type: 'call', order: sent.order });
    },
    /** A database answer goes to this call now: if the thread falls silent, it was this one. */
    touch: (id: string) => {
      suspect ??= id;
    },
    isSuspect,
    /** Whether this call is what keeps the thread from answering, as far as one can tell from outside. */
    isBlockedBy: (id: string, name: string): boolean => {
      if (silentMs() < SILENT_MS) return false;
      const others = [...calls.values()].some(({ order }) => hasBegun(order.claim));
      return !others || suspect === undefined || isSuspect(id, name);
    },
    ping: () => {
      if (!ready || askedAt) return;
      askedAt = performance.now();
      post({ type: 'ping' });
    },
    /** The server itself was held up: the thread may have answered meanwhile. */
    forgive: (ms: number) => {
      if (askedAt) askedAt += ms;
    },
    silentMs,
    isSilent: (): boolean => silentMs() >= SILENT_MS,
    isOver: () => over,
    end: () => thread.terminate(),
  };
};

export type HostWorker = ReturnType<typeof startWorker>;
