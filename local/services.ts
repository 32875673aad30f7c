import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account, Session } from './auth/accounts';
import { createAccounts } from './auth/accounts';
import { openLoginKey, type LoginKey } from './auth/custom';
import { createClock } from './clock/clock';
import { openDatabase } from './database/index';
import type { Message } from './openapi/outbox';
import { createOutbox } from './openapi/outbox';
import type { LocalOptions } from './options';
import { DEFAULT_APPID, DEFAULT_ENV_ID } from './options';
import { createHub } from './server/hub';
import { openRecords } from './server/records';
import { storageActions } from './storage/actions';
import { createFiles } from './storage/files';
import type { Refund, Transaction } from './wechatpay/books';
import { openWechatPay } from './wechatpay/index';
import type { PayKeys } from './wechatpay/keys';

/** What the services cannot know before the rest of the world has started. */
export interface Surroundings {
  readonly url: () => string;
  /** Calls a function as WeChat Pay does. */
  readonly payCall: (name: string, event: object) => Promise<string | undefined>;
}

/** Everything of a world that remembers: data, files, accounts, messages, payments, the clock. */
export const openServices = async (options: LocalOptions, { url, payCall }: Surroundings) => {
  const envId = options.envId ?? DEFAULT_ENV_ID;
  const appid = options.appid ?? DEFAULT_APPID;
  const saved = <T>(name: string) =>
    openRecords<T>(options.dir && join(options.dir, 'state', `${name}.jsonl`));

  // First of all: its lock keeps a second run away from everything else in the folder.
  const database = await openDatabase({
    now: () => clock.now(),
    ...(options.dir ? { dir: join(options.dir, 'db') } : {}),
  });
  const clock = createClock(saved<number>('clock'));
  const hub = createHub();
  const temporary = options.dir ? undefined : await mkdtemp(join(tmpdir(), 'cloudbase-'));
  const dir = options.dir ?? temporary ?? '';
  const key = secretOf(saved<string>('secrets'));

  const files = createFiles({ dir: join(dir, 'files'), key, envId, url, now: clock.now });
  const loginKey = await openLoginKey(saved<LoginKey>('login-key'), envId);
  const accounts = createAccounts({
    clock,
    key,
    loginKey,
    accounts: saved<Account>('accounts'),
    sessions: saved<Session>('sessions'),
  });
  const outbox = createOutbox({
    messages: saved<Message>('messages'),
    quotas: saved<number>('quotas'),
    now: clock.now,
    told: (message) => hub.tell('message', message),
  });
  const pay = await openWechatPay({
    clock,
    appid,
    url,
    prefix: '/wechatpay',
    records: {
      keys: saved<PayKeys>('pay-keys'),
      transactions: saved<Transaction>('pay-transactions'),
      refunds: saved<Refund>('pay-refunds'),
    },
    callFunction: payCall,
    told: (what) => hub.tell('pay', what),
  });
  clock.onMove(() => hub.tell('clock', { now: clock.now(), offset: clock.offset() }));
  await database.ensure(options.collections);

  return {
    envId,
    appid,
    database,
    clock,
    hub,
    files,
    storage: storageActions(files),
    accounts,
    loginKey,
    outbox,
    pay,
    close: async (): Promise<void> => {
      await database.close();
      if (temporary) await rm(temporary, { recursive: true, force: true });
    },
  };
};

export type Services = Awaited<ReturnType<typeof openServices>>;

const secretOf = (secrets: {
  get(key: string): string | undefined;
  set(k: string, v: string): void;
}) => {
  const key = secrets.get('key') ?? randomBytes(32).toString('hex');
  secrets.set('key', key);
  return key;
};
