import { randomUUID } from 'node:crypto';
import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { deployableOf, type CallName, type Calls } from '#shared/contracts/index';
import type { In, Out, Reply } from '#shared/contracts/kit';
import type { Collection, Docs } from '#shared/model/docs';
import { collections } from '#shared/model/collections';
import { buildFunctions, buildLocalFunctions } from '../../scripts/build/functions';
import type { Outcome } from '../../local/functions/outcome';
import { startProduct, type ProductOptions } from '../../scripts/lib/product';
import { sdkOf } from '../../scripts/lib/seeding';
import { DEMO_PASSWORD } from '../../scripts/seed/demo/people';
import type { Rows } from '../invariants';

/** Wednesday 2026-11-25, 10:00 in Shanghai: every shop of the demo is open. */
export const WEDNESDAY_TEN = Date.UTC(2026, 10, 25, 2);

/** Somebody who calls functions through one of the platform's entrances. */
export interface Person {
  call<N extends CallName>(name: N, input: In<Calls[N]>): Promise<Reply<Calls[N]>>;
  /** The data of a call that must succeed. */
  ok<N extends CallName>(name: N, input: In<Calls[N]>): Promise<Out<Calls[N]>>;
  /** The code of a call that must be refused. */
  refused<N extends CallName>(name: N, input: In<Calls[N]>): Promise<string>;
}

type Send = (fn: string, event: object) => Promise<unknown>;

const personOf = (send: Send): Person => {
  const call = async <N extends CallName>(name: N, input: In<Calls[N]>) =>
    // The contract of the call says what its function answers.
    (await send(deployableOf(name), { call: name, ...(input as object) })) as Reply<Calls[N]>;
  return {
    call,
    async ok(name, input) {
      const reply = await call(name, input);
      if (reply.ok) return reply.data;
      throw new Error(`${name}: ${reply.code} ${reply.message} ${JSON.stringify(reply.detail)}`);
    },
    async refused(name, input) {
      const reply = await call(name, input);
      if (reply.ok) throw new Error(`${name} was not refused: ${JSON.stringify(reply.data)}`);
      return reply.code;
    },
  };
};

const post = async (url: string, headers: Record<string, string>, body: object) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Record<string, unknown>;
};

/**
 * The whole product as it runs: built functions on worker threads, the unmodified SDK, the gateways over HTTP.
 * Its functions lie in a folder of their own, so that a running `npm start` is not disturbed.
 */
export async function startChain({
  bundles = false,
  ...options
}: Partial<ProductOptions> & {
  /** Runs what is uploaded to the cloud, everything in one minified file each. */
  readonly bundles?: boolean;
} = {}) {
  const root = process.cwd();
  await mkdir(path.join(root, '.local'), { recursive: true });
  // Below the repository: what the functions leave outside is looked up in its node_modules.
  const functionsDir = await mkdtemp(path.join(root, '.local/test-functions-'));
  await (bundles ? buildFunctions : buildLocalFunctions)(root, functionsDir);
  const product = await startProduct({
    root,
    functionsDir,
    size: 'small',
    port: 0,
    at: WEDNESDAY_TEN,
    liveOrders: false,
    ...options,
  });
  const db = sdkOf(product);
  const { url } = product;

  const rowsOf = async <C extends Collection>(collection: C): Promise<Docs[C][]> => {
    const found: Docs[C][] = [];
    for (let page = 0; ; page += 1) {
      const query = db
        .collection(collection)
        .orderBy('_id', 'asc')
        .skip(page * 1000);
      // The SDK types documents as any; what lies in the collection was inserted as Docs[C].
      const { data } = (await query.limit(1000).get()) as { data: Docs[C][] };
      found.push(...data);
      if (data.length < 1000) return found;
    }
  };

  return {
    product,
    db,
    /** By the mini-program's entrance. */
    mini: (openid: string): Person =>
      personOf(async (fn, event) => {
        const answer = await post(`${url}/wx/call/${fn}`, { 'x-wx-openid': openid }, event);
        if (answer['errMsg'] !== undefined) throw new Error(`${fn}: ${String(answer['errMsg'])}`);
        return answer['result'];
      }),
    /** Signs in at the admin and calls through the web gateway. */
    async hq(username: string): Promise<Person> {
      const signedIn = await post(
        `${url}/auth/v1/signin`,
        {},
        { username, password: DEMO_PASSWORD },
      );
      const authorization = `Bearer ${String(signedIn['access_token'])}`;
      return personOf((fn, event) => post(`${url}/v1/functions/${fn}`, { authorization }, event));
    },
    /** Runs a timer's function as the platform does and reads its answer. */
    async timer<N extends CallName>(name: N): Promise<Out<Calls[N]>> {
      const { outcome } = (await product.runTimer(name)) as { outcome: Outcome };
      if (!outcome.ok) throw new Error(`${name}: ${outcome.message}`);
      const reply = JSON.parse(outcome.text) as Reply<Calls[N]>;
      if (!reply.ok) throw new Error(`${name}: ${outcome.text}`);
      return reply.data;
    },
    rowsOf,
    /** All documents at this moment, for the invariants. */
    async rows(): Promise<Rows> {
      const all = new Map<string, unknown[]>();
      for (const { name } of collections) all.set(name, await rowsOf(name as Collection));
      return { rows: <C extends Collection>(name: C) => (all.get(name) ?? []) as Docs[C][] };
    },
    async close(): Promise<void> {
      await product.close();
      await rm(functionsDir, { recursive: true, force: true });
    },
  };
}
export type Chain = Awaited<ReturnType<typeof startChain>>;

export const requestId = (): string => randomUUID();

/** Waits for what happens by itself, such as a callback on its way. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const limit = performance.now() + 15_000;
  while (!(await holds())) {
    if (performance.now() > limit) throw new Error(`still not: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}
