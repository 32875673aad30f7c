import type { Records } from '../server/records';

/** The world's time: real time plus an offset that a person or a test may move. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** How far the world is ahead of real time, ms. */
  offset(): number;
  /** Moves the world by `ms`; resolves when every job that fell due has run once. */
  jump(ms: number): Promise<void>;
  /** Moves the world to an instant (epoch ms). */
  set(at: number): Promise<void>;
  /** Runs a job when the world reaches `due`; returns how to call it off. */
  at(due: number, job: () => unknown): () => void;
  onMove(listener: (move: { from: number; to: number }) => void): void;
  /** The offset as one float64, for worker threads to read without a message. */
  readonly shared: SharedArrayBuffer;
  close(): void;
}

type Job = { readonly due: number; readonly run: () => unknown };

/** A timer further away than this is looked at again: a laptop may sleep, and Node's timers end at 2^31 ms. */
const LONGEST_NAP_MS = 30_000;

/** @param saved keeps the offset over restarts. */
export const createClock = (saved: Records<number>): Clock => {
  const shared = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
  const offset = new Float64Array(shared);
  offset[0] = saved.get('offset') ?? 0;
  const jobs = new Set<Job>();
  const listeners: ((move: { from: number; to: number }) => void)[] = [];
  let timer: NodeJS.Timeout | undefined;

  const now = () => Date.now() + (offset[0] ?? 0);

  const runDue = async () => {
    const due = [...jobs].filter((job) => job.due <= now()).sort((a, b) => a.due - b.due);
    for (const job of due) jobs.delete(job);
    const runs = due.map(async (job) => job.run());
    nap();
    await Promise.allSettled(runs);
  };

  const nap = () => {
    clearTimeout(timer);
    if (jobs.size === 0) return;
    const next = Math.min(...[...jobs].map((job) => job.due)) - now();
    timer = setTimeout(runDue, Math.max(0, Math.min(next, LONGEST_NAP_MS)));
    timer.unref();
  };

  const move = async (ms: number) => {
    const from = now();
    offset[0] = (offset[0] ?? 0) + ms;
    saved.set('offset', offset[0]);
    for (const listener of listeners) listener({ from, to: from + ms });
    await runDue();
  };

  return {
    now,
    offset: () => offset[0] ?? 0,
    jump: move,
    set: (at) => move(at - now()),
    at: (due, run) => {
      const job = { due, run };
      jobs.add(job);
      nap();
      return () => jobs.delete(job);
    },
    onMove: (listener) => listeners.push(listener),
    shared,
    close: () => {
      clearTimeout(timer);
      jobs.clear();
    },
  };
};
