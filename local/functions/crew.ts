import type { FromWorker, WorkerBirth } from './protocol';
import type { HostWorker } from './worker';
import { startWorker } from './worker';

/** Calls one thread runs at once before the next thread is started. */
const BUSY_CALLS = 4;

export interface CrewOptions {
  readonly script: string;
  /** Workers at rest. */
  readonly size: number;
  readonly birth: WorkerBirth;
  readonly received: (worker: HostWorker, message: FromWorker) => void;
  readonly lost: (worker: HostWorker, reason: Error) => void;
}

/** The worker threads: as many as cores, and up to twice as many while some of them hang. */
export const createCrew = ({ script, size, birth, received, lost }: CrewOptions) => {
  const workers = new Set<HostWorker>();
  const most = size * 2;

  const start = (): HostWorker => {
    const worker: HostWorker = startWorker(script, birth, {
      message: (message) => received(worker, message),
      gone: (reason) => {
        workers.delete(worker);
        lost(worker, reason);
      },
    });
    workers.add(worker);
    return worker;
  };

  return {
    all: (): HostWorker[] => [...workers],
    /** Starts the first one before anybody asks. */
    warm: (): void => {
      if (workers.size === 0) start();
    },
    /** The best thread for a new call: awake, with the fewest calls; a further one when all are busy or hang. */
    choose: (): HostWorker => {
      const all = [...workers];
      const idlest = all
        .filter((one) => !one.isSilent())
        .sort((a, b) => a.calls.size - b.calls.size)[0];
      const room = idlest ? size : most;
      if ((!idlest || idlest.calls.size >= BUSY_CALLS) && workers.size < room) return start();
      return idlest ?? all.sort((a, b) => a.silentMs() - b.silentMs())[0] ?? start();
    },
    /** Whether a call taken back from a silent thread would be better off elsewhere. */
    hasRoom: (): boolean => workers.size < most || [...workers].some((one) => !one.isSilent()),
    /** Ends what was started for bad times. */
    shrink: (): void => {
      for (const surplus of [...workers].slice(size)) void surplus.end();
    },
    end: async (): Promise<void> => {
      await Promise.all([...workers].map((worker) => worker.end()));
    },
  };
};
