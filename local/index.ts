import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import type { Account, Session } from './auth/accounts';
import { createAccounts } from './auth/accounts';
import { createClock } from './clock/clock';
import { openDatabase } from './database/index';
import type { Caller } from './functions/identity';
import { startRuntime } from './functions/runtime';
import { createOpenApi } from './openapi/open-api';
import type { Message } from './openapi/outbox';
import { createOutbox } from './openapi/outbox';
import type { LocalOptions } from './options';
import { DEFAULT_APPID, DEFAULT_ENV_ID, DEFAULT_PORT, platformEnv } from './options';
import { buildApp } from './server/app';
import { createHub } from './server/hub';
import { listen } from './server/listen';
import { openRecords } from './server/records';
import { storageActions } from './storage/actions';
import { createFiles } from './storage/files';
import { createTimers } from './timers/timers';
import type { Refund, Transaction } from './wechatpay/books';
import { openWechatPay } from './wechatpay/index';
import type { PayKeys } from './wechatpay/keys';

export type { LocalOptions, WorldFacts } from './options';
export type { Person, Place } from './server/local-api';
export type { Mount } from './server/mounts';
export type { Caller } from './functions/identity';

/** Starts a whole CloudBase environment on this machine. */
export const startLocal = async (options: LocalOptions) => {
  const envId = options.envId ?? DEFAULT_ENV_ID;
  const appid = options.appid ?? DEFAULT_APPID;
  const onLog = options.onLog ?? (() => {});
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'cloudbase-')));
  const saved = <T>(name: string) =>
    openRecords<T>(options.dir && join(options.dir, 'state', `${name}.jsonl`));

  const clock = createClock(saved<number>('clock'));
  // Opening the data comes first: its lock keeps a second run away from everything else in the folder.
  const database = await openDatabase({
    now: clock.now,
    ...(options.dir ? { dir: join(options.dir, 'db') } : {}),
  });
  const hub = createHub();
  const secrets = saved<string>('secrets');
  if (!secrets.get('key')) secrets.set('key', randomBytes(32).toString('hex'));
  const key = secrets.get('key') ?? '';

  let url = '';
  const files = createFiles({
    dir: join(dir, 'files'),
    key,
    envId,
    url: () => url,
    now: clock.now,
  });
  const storage = storageActions(files);
  const accounts = createAccounts({
    clock,
    key,
    accounts: saved<Account>('accounts'),
    sessions: saved<Session>('sessions'),
  });
  const outbox = createOutbox({
    messages: saved<Message>('messages'),
    quotas: saved<number>('quotas'),
    now: clock.now,
    told: (message) => hub.tell('message', message),
  });
  const [pay] = await Promise.all([
    openWechatPay({
      clock,
      appid,
      prefix: '/wechatpay',
      url: () => url,
      records: {
        keys: saved<PayKeys>('pay-keys'),
        transactions: saved<Transaction>('pay-transactions'),
        refunds: saved<Refund>('pay-refunds'),
      },
      callFunction: async (name, event) => {
        const { outcome } = await runtime.invoke(name, JSON.stringify(event), { via: 'pay' });
        return outcome.ok ? outcome.text : undefined;
      },
      told: (what) => hub.tell('pay', what),
    }),
    database.ensure(options.collections),
  ]);

  // The address must be known before functions start, and nobody may be answered before they have.
  const server = createAdaptorServer({ fetch: (request) => app.fetch(request) }) as Server;
  const port = await listen(server, options.port ?? DEFAULT_PORT);
  url = `http://127.0.0.1:${port}`;
  const facts = { url, envId, appid, wechatPay: pay.env() };
  const env = typeof options.env === 'function' ? options.env(facts) : (options.env ?? {});
  const runtime = await startRuntime({
    dir: options.functionsDir,
    appid,
    env: { ...env, ...platformEnv(url, envId) },
    clock,
    onLog,
    onCall: (record) => hub.tell('call', record),
    onChange: () => timers.refresh(),
    ...(options.workers ? { workers: options.workers } : {}),
  });
  const timers = createTimers({
    clock,
    functions: runtime.catalog.all,
    invoke: (name, event) => runtime.invoke(name, JSON.stringify(event), { via: 'timer' }),
    onLog,
  });
  clock.onMove(() => hub.tell('clock', { now: clock.now(), offset: clock.offset() }));
  const openApi = createOpenApi(outbox, appid);
  const app = buildApp({
    options: { mounts: [], links: [], ...options },
    envId,
    appid,
    url,
    clock,
    database,
    runtime,
    storage,
    files,
    openApi,
    accounts,
    outbox,
    pay,
    timers,
    hub,
  });

  return {
    url,
    port,
    /** False when the wanted port was taken. */
    gotWantedPort: port === (options.port ?? DEFAULT_PORT),
    envId,
    appid,
    /** The database without a network between. */
    admin: database,
    clock,
    auth: accounts,
    outbox,
    files,
    wechatPay: pay,
    timers: timers.all,
    /** Runs a function as anybody; answers its result, or throws an error with the platform's code. */
    callFunction: async (name: string, event: object, caller: Caller = { via: 'console' }) => {
      const { outcome } = await runtime.invoke(name, JSON.stringify(event), caller);
      if (!outcome.ok) throw Object.assign(new Error(outcome.message), { code: outcome.code });
      const result: unknown = JSON.parse(outcome.text);
      return result;
    },
    runTimer: timers.runNow,
    calls: runtime.journal.all,
    /** Names of the functions that can be called now. */
    functions: () => runtime.catalog.all().map(({ name }) => name),
    /** What a process outside needs so that its SDK talks to this world. */
    sdkEnv: platformEnv(url, envId),
    close: async (): Promise<void> => {
      clock.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await runtime.close();
      await database.close();
      if (!options.dir) await rm(dir, { recursive: true, force: true });
    },
  };
};

export type World = Awaited<ReturnType<typeof startLocal>>;
