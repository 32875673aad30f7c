import { Hono } from 'hono';
import type { Accounts } from '../auth/accounts';
import { authRoutes } from '../auth/routes';
import type { Clock } from '../clock/clock';
import { consoleRoutes } from '../console/serve';
import type { Database } from '../database/types';
import type { Runtime } from '../functions/runtime';
import { httpAccess } from '../gateway/http';
import { webGateway } from '../gateway/web';
import { wxGateway } from '../gateway/wx';
import type { OpenApi } from '../openapi/open-api';
import type { Outbox } from '../openapi/outbox';
import type { LocalOptions } from '../options';
import type { StorageAction } from '../storage/actions';
import type { Files } from '../storage/files';
import { fileRoutes } from '../storage/routes';
import type { Timers } from '../timers/timers';
import type { WechatPay } from '../wechatpay/index';
import { adminRoutes } from './admin';
import { consoleApi } from './console-api';
import type { Hub } from './hub';
import { phoneApi } from './local-api';
import { onlyLoopback } from './loopback';
import { mountRoutes } from './mounts';

export interface AppParts {
  readonly options: LocalOptions;
  readonly envId: string;
  readonly appid: string;
  readonly url: string;
  readonly clock: Clock;
  readonly database: Database;
  readonly runtime: Runtime;
  readonly storage: Readonly<Record<string, StorageAction>>;
  readonly files: Files;
  readonly openApi: OpenApi;
  readonly accounts: Accounts;
  readonly outbox: Outbox;
  readonly pay: WechatPay;
  readonly timers: Timers;
  readonly hub: Hub;
}

/** Every entrance of the world on one origin. */
export const buildApp = (parts: AppParts): Hono => {
  const { options, runtime, accounts } = parts;
  const nobody = async () => [];
  const people = options.people ?? nobody;
  const places = options.places ?? nobody;
  const info = () => ({ envId: parts.envId, url: parts.url, links: options.links ?? [] });

  const app = new Hono();
  app.use(onlyLoopback);
  app.onError((error, c) => {
    options.onLog?.(`${c.req.method} ${c.req.path} 出错：${error.stack ?? error.message}`);
    return c.json({ message: error.message }, 500);
  });

  app.route('/admin', adminRoutes({ ...parts, cloudPay: parts.pay.cloudPay }));
  app.route('/wx', wxGateway(runtime, parts.appid));
  app.route('/v1', webGateway(runtime, accounts));
  app.route('/http', httpAccess(runtime, parts.envId));
  app.route('/auth/v1', authRoutes(accounts));
  app.route('/files', fileRoutes(parts.files));
  app.route('/wechatpay', parts.pay.routes());
  app.route('/local', phoneApi({ ...parts, people, places }));
  app.route('/local', consoleApi({ ...parts, info }));
  app.route('/', consoleRoutes());
  for (const mount of options.mounts ?? []) app.route('/', mountRoutes(mount));
  app.get('/', (c) => c.redirect(options.home ?? '/console/'));
  return app;
};
