import { createServer, type IncomingMessage } from 'node:http';
import type tcbTypes from '@cloudbase/node-sdk';
import type { AddressInfo } from 'node:net';
import { openDatabase } from '../../local/database/index';
import { TcbError } from '../../local/database/errors';
import type { CollectionSpec } from '../../local/database/types';
import { ensureRemote } from './remote';

/** Set to run the suite against a real environment; cases that only hold locally are then skipped. */
export const remoteEnv = process.env['LIANDIAN_ENV_ID'];
export const isRemote = remoteEnv !== undefined;

/** A collection as both SDKs have it; wx-server-sdk's own types also allow for callbacks. */
export interface WxCollection {
  doc(id: string): WxQuery;
  where(filter: object): WxQuery;
  add(options: { data: object }): Promise<{ _id: string }>;
  count(): Promise<{ total: number }>;
  get(): Promise<{ data: unknown[] }>;
}

interface WxQuery {
  get(): Promise<{ data: unknown }>;
  update(options: { data: object }): Promise<{ stats: { updated: number } }>;
  remove(): Promise<{ stats: { removed: number } }>;
}

/** The parts of wx-server-sdk's database the suite uses. */
export interface WxDatabase {
  readonly command: { gte(value: number): object; inc(by: number): object };
  collection(name: string): WxCollection;
  runTransaction<T>(
    work: (transaction: { collection(name: string): WxCollection }) => Promise<T>,
  ): Promise<T>;
}

/** The shapes node-sdk has; its types only know points. */
export interface Geo {
  readonly Point: new (longitude: number, latitude: number) => object;
  readonly LineString: new (points: object[]) => object;
  readonly Polygon: new (lines: object[]) => object;
}

type NodeDatabase = ReturnType<ReturnType<typeof tcbTypes.init>['database']>;
type NodeCollection = ReturnType<NodeDatabase['collection']>;

/** A transaction of node-sdk, which types it as anything at all. */
export interface Transaction {
  collection(name: string): NodeCollection;
  commit(): Promise<unknown>;
  rollback(reason?: unknown): Promise<unknown>;
}

/** A database behind the unmodified SDKs. */
export type World = Awaited<ReturnType<typeof startWorld>>;

/** Starts the local endpoint (or takes the real one) and loads both SDKs against it. */
export async function startWorld() {
  const local = isRemote ? undefined : await startEndpoint();
  const env = remoteEnv ?? 'local-env';
  const secretId = process.env['LIANDIAN_SECRET_ID'] ?? 'local';
  const secretKey = process.env['LIANDIAN_SECRET_KEY'] ?? 'local';
  process.env['TENCENTCLOUD_SECRETID'] = secretId;
  process.env['TENCENTCLOUD_SECRETKEY'] = secretKey;
  if (local) Object.assign(process.env, platformVariables(env, local.url));
  // The SDKs read the environment when they are loaded.
  const { default: tcb } = await import('@cloudbase/node-sdk');
  const { default: wx } = await import('wx-server-sdk');
  const app = tcb.init({ env, secretId, secretKey });
  wx.init({ env });
  const db = app.database();
  return {
    db,
    // Both SDKs can do more than their type declarations say.
    geo: db.Geo as unknown as Geo,
    transact: <T>(work: (transaction: Transaction) => Promise<T>): Promise<T> =>
      db.runTransaction(work),
    begin: (): Promise<Transaction> => db.startTransaction(),
    wxDatabase: (config?: object) => wx.database(config) as unknown as WxDatabase,
    /** Declares collections with their indexes, emptied of what an earlier run left. */
    async ensure(...collections: CollectionSpec[]): Promise<void> {
      if (local) await local.database.ensure(collections);
      else await ensureRemote(env, collections, { secretId, secretKey });
      for (const { name } of collections) {
        await db.collection(name).where({}).remove();
      }
    },
    async stop(): Promise<void> {
      await local?.stop();
    },
  };
}

async function startEndpoint() {
  const database = await openDatabase({ now: Date.now });
  let requests = 0;
  const server = createServer((request, response) => {
    const requestId = `r${++requests}`;
    const answer = async () => {
      const { action, ...params } = await bodyOf(request);
      return database.handle(String(action), params);
    };
    answer()
      .catch((error: unknown) => {
        if (error instanceof TcbError) return { code: error.code, message: error.message };
        return { code: 'SYS_ERR', message: String(error) };
      })
      .then((reply) => response.end(JSON.stringify({ requestId, ...reply })));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // `listen` on a port answers an address with a port, not a pipe name.
  const { port } = server.address() as AddressInfo;
  return {
    database,
    url: `http://127.0.0.1:${port}/admin`,
    async stop(): Promise<void> {
      server.closeAllConnections();
      server.close();
      await database.close();
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return JSON.parse(Buffer.concat(chunks).toString());
}

/** What the platform's own bootstrap sets; without a region and run mode each call looks up metadata. */
const platformVariables = (env: string, url: string): Record<string, string> => ({
  TCB_CONTEXT_CNFG: JSON.stringify({ URL: url }),
  TENCENTCLOUD_RUNENV: 'SCF',
  SCF_NAMESPACE: env,
  TCB_ENV: env,
  TENCENTCLOUD_REGION: 'ap-shanghai',
});
