import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Clock } from '../clock/clock';
import type { CloudFunction } from './catalog';
import { createCatalog } from './catalog';
import { bundleHost } from './bundle';
import type { Caller } from './identity';
import { identityEnv } from './identity';
import type { CallRecord } from './journal';
import { createJournal, lineOf } from './journal';
import type { Outcome } from './outcome';
import { PAYLOAD_LIMIT, notFound, tooLarge } from './outcome';
import { createPool } from './pool';
import type { Code } from './protocol';
import { watchFolders } from './watch';

export interface RuntimeOptions {
  readonly dir: string;
  readonly appid: string;
  /** Variables every function sees: the platform's and the deployment's. */
  readonly env: Readonly<Record<string, string>>;
  readonly clock: Clock;
  /** Worker threads; one per core unless told. */
  readonly workers?: number;
  /** Load all functions in the background instead of each at its first call. */
  readonly warm?: boolean;
  readonly onLog: (line: string) => void;
  readonly onCall: (record: CallRecord) => void;
  /** The set of functions or their triggers changed. */
  readonly onChange: () => void;
}

/** What runs cloud functions: their code from a folder, calls on worker threads, a journal of all calls. */
export const startRuntime = async (options: RuntimeOptions) => {
  const { onLog, clock } = options;
  const catalog = createCatalog(options.dir, (name, error) =>
    onLog(`${name} 有语法错误，沿用旧版本：${error.message}`),
  );
  const journal = createJournal(options.onCall);
  /** Per function, the version that last answered a call. */
  const proven = new Map<string, CloudFunction>();

  const putBack = (code: Code, stack: string): Code | undefined => {
    const older = proven.get(code.name);
    const now = catalog.get(code.name);
    const useful = older && older.code.version < code.version;
    onLog(`${code.name} 新版本无法加载${useful ? '，旧版本继续服务' : ''}：${stack}`);
    if (!useful) return undefined;
    if (now?.code.version === code.version) catalog.putBack(older);
    return older.code;
  };

  const pool = createPool({
    script: await bundleHost(),
    size: options.workers ?? availableParallelism(),
    env: options.env,
    clock,
    onLog: ({ id, level, text }) => {
      const record = id === undefined ? undefined : journal.get(id);
      record?.logs.push({ level, text });
      onLog(`${record?.name ?? 'functions'} ${level}: ${text}`);
    },
    onBroken: putBack,
  });

  const look = () => {
    const { changed, removed } = catalog.scan();
    for (const fn of changed) void pool.reload(fn.code);
    if (changed.length + removed.length > 0) options.onChange();
  };
  catalog.scan();
  pool.start();
  if (options.warm) void pool.warm(catalog.all().map(({ code }) => code));
  const watcher = watchFolders(options.dir, look);

  /** Runs a function to its end. Never throws: how it ended is the answer. */
  const invoke = async (name: string, event: string, caller: Caller) => {
    const id = randomBytes(8).toString('hex');
    const record = journal.open(id, name, caller, event, clock.now());
    const begun = performance.now();
    const outcome = await run(id, name, event, caller);
    journal.close(record, outcome, performance.now() - begun);
    onLog(lineOf(record));
    return { id, outcome };
  };

  const run = async (id: string, name: string, event: string, caller: Caller) => {
    const fn = catalog.get(name);
    if (!fn) return notFound(name);
    if (event.length > PAYLOAD_LIMIT) return tooLarge('event', event.length);
    const env = { ...identityEnv(caller, id, options.appid), SCF_FUNCTIONNAME: name };
    const work = { id, code: fn.code, event, env, timeLimitMs: fn.timeLimitMs };
    const outcome: Outcome = await pool.run(work);
    if (!outcome.ok) return outcome;
    if (catalog.get(name) === fn) proven.set(name, fn);
    const bytes = Buffer.byteLength(outcome.text);
    return bytes > PAYLOAD_LIMIT ? tooLarge('result', bytes) : outcome;
  };

  return {
    invoke,
    catalog,
    journal,
    /** Counts a request of a running call; false when that call is over, as after its time limit. */
    noteRequest: (id: string, isDatabase: boolean): boolean => {
      const record = journal.get(id);
      if (record && isDatabase) record.db += 1;
      return pool.isOpen(id);
    },
    noteAnswer: pool.touch,
    close: async () => {
      watcher.close();
      await pool.close();
    },
  };
};

export type Runtime = Awaited<ReturnType<typeof startRuntime>>;
