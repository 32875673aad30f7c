import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Caller } from './functions/identity';
import { briefOf } from './functions/journal';
import type { Runtime } from './functions/runtime';
import { startRuntime } from './functions/runtime';
import { createOpenApi } from './openapi/open-api';
import type { LocalOptions } from './options';
import { DEFAULT_PORT, platformEnv } from './options';
import { adminEndpoint } from './server/admin';
import { buildApp } from './server/app';
import { listen } from './server/listen';
import type { Services } from './services';
import { openServices } from './services';
import { createTimers } from './timers/timers';

export type { LocalOptions, WorldFacts } from './options';
export type { Person, Place } from './server/local-api';
export type { Link } from './server/console-api';
export type { Mount } from './server/mounts';
export type { Caller } from './functions/identity';

/**
 * Starts a whole CloudBase environment on this machine. Throws when another process has the data folder; a port
 * that is taken gives way to a free one.
 */
export const startLocal = async (options: LocalOptions) => {
  const wanted = options.port ?? DEFAULT_PORT;
  let url = '';
  const services = await openServices(options, {
    url: () => url,
    payCall: async (name, event) => {
      const { outcome } = await runtime.invoke(name, JSON.stringify(event), { via: 'pay' });
      return outcome.ok ? outcome.text : undefined;
    },
  });

  // Functions must know the address, so it is taken before they start; who comes that early is asked to wait.
  let entrance = (_request: IncomingMessage, response: ServerResponse): unknown =>
    starting(response);
  const server = createServer((request, response) => void entrance(request, response));
  // A client busy for seconds cannot see that its idle connection was closed; its next call would fail.
  server.keepAliveTimeout = 10 * 60_000;
  const port = await listen(server, wanted);
  url = `http://127.0.0.1:${port}`;
  const runtime = await runtimeOf(options, services, url, () => timers.refresh());
  const timers = createTimers({
    clock: services.clock,
    functions: runtime.catalog.all,
    invoke: (name, event) => runtime.invoke(name, JSON.stringify(event), { via: 'timer' }),
    onLog: options.onLog ?? (() => {}),
  });
  const openApi = createOpenApi(services.outbox, services.appid);
  const app = buildApp({ ...services, options, url, runtime, timers, openApi });
  const web = getRequestListener(app.fetch);
  const admin = adminEndpoint({ ...services, cloudPay: services.pay.cloudPay, runtime, openApi });
  entrance = (request, response) =>
    isForSdks(request) ? admin(request, response) : web(request, response);

  return {
    url,
    port,
    /** False when the wanted port was taken. */
    gotWantedPort: port === wanted || wanted === 0,
    envId: services.envId,
    appid: services.appid,
    /** The database without a network between. */
    admin: services.database,
    clock: services.clock,
    auth: services.accounts,
    loginKey: services.loginKey,
    outbox: services.outbox,
    files: services.files,
    wechatPay: services.pay,
    /** Names of the functions that can be called now. */
    functions: (): string[] => runtime.catalog.all().map(({ name }) => name),
    callFunction: callerOf(runtime),
    timers: timers.all,
    runTimer: timers.runNow,
    /** The last calls, newest last. */
    calls: runtime.journal.all,
    /** What a process outside needs so that its SDK talks to this world. */
    sdkEnv: platformEnv(url, services.envId),
    close: async (): Promise<void> => {
      services.clock.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await runtime.close();
      await services.close();
    },
  };
};

export type World = Awaited<ReturnType<typeof startLocal>>;

const starting = (response: ServerResponse) =>
  response
    .writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '1' })
    .end('正在启动，请稍候');

const isForSdks = ({ method, url = '' }: IncomingMessage): boolean =>
  method === 'POST' && (url === '/admin' || url.startsWith('/admin?'));

const runtimeOf = (
  options: LocalOptions,
  services: Services,
  url: string,
  onChange: () => void,
) => {
  const { envId, appid, clock, hub, pay, loginKey } = services;
  const facts = { url, envId, appid, wechatPay: pay.env(), loginKey };
  const env = typeof options.env === 'function' ? options.env(facts) : options.env;
  return startRuntime({
    dir: options.functionsDir,
    appid,
    env: { ...env, ...platformEnv(url, envId) },
    clock,
    onLog: options.onLog ?? (() => {}),
    onCall: (record) => hub.tell('call', briefOf(record)),
    onChange: () => {
      onChange();
      hub.tell('functions', {});
    },
    ...(options.workers ? { workers: options.workers } : {}),
    ...(options.warm ? { warm: true } : {}),
  });
};

/** Runs a function as anybody: answers its result, or throws an error with the platform's code. */
const callerOf =
  (runtime: Runtime) =>
  async (name: string, event: object, caller: Caller = { via: 'console' }): Promise<unknown> => {
    const { outcome } = await runtime.invoke(name, JSON.stringify(event), caller);
    if (!outcome.ok) throw Object.assign(new Error(outcome.message), { code: outcome.code });
    return JSON.parse(outcome.text);
  };
