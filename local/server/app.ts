import { Hono } from 'hono';
import { authRoutes } from '../auth/routes';
import { consoleRoutes } from '../console/serve';
import type { Runtime } from '../functions/runtime';
import { httpAccess } from '../gateway/http';
import { webGateway } from '../gateway/web';
import { wxGateway } from '../gateway/wx';
import type { OpenApi } from '../openapi/open-api';
import type { LocalOptions } from '../options';
import type { Services } from '../services';
import { fileRoutes } from '../storage/routes';
import type { Timers } from '../timers/timers';
import { consoleApi } from './console-api';
import { phoneApi } from './local-api';
import { onlyLoopback } from './loopback';
import { mountRoutes } from './mounts';

export interface AppParts extends Services {
  readonly options: LocalOptions;
  readonly url: string;
  readonly runtime: Runtime;
  readonly openApi: OpenApi;
  readonly timers: Timers;
}

/** Every entrance of the world but the SDKs' own, on one origin. */
export const buildApp = (parts: AppParts): Hono => {
  const { options, runtime, accounts } = parts;
  const nobody = async () => [];
  const people = options.people ?? nobody;
  const places = options.places ?? nobody;
  const templates = options.templates ?? {};
  const info = () => ({ envId: parts.envId, url: parts.url, links: options.links ?? [] });

  const app = new Hono();
  app.use(onlyLoopback);
  app.onError((error, c) => {
    options.onLog?.(`${c.req.method} ${c.req.path} 出错：${error.stack ?? error.message}`);
    return c.json({ message: error.message }, 500);
  });

  app.route('/wx', wxGateway(runtime, parts.appid));
  app.route('/v1', webGateway(runtime, accounts));
  app.route('/http', httpAccess(runtime, parts.envId));
  app.route('/auth/v1', authRoutes(accounts));
  app.route('/files', fileRoutes(parts.files));
  app.route('/wechatpay', parts.pay.routes());
  app.route('/local', phoneApi({ ...parts, people, places, templates }));
  app.route('/local', consoleApi({ ...parts, info }));
  app.route('/', consoleRoutes());
  for (const mount of options.mounts ?? []) app.route('/', mountRoutes(mount));
  app.get('/', (c) => c.redirect(options.home ?? '/console/'));
  return app;
};
