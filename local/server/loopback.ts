import type { MiddlewareHandler } from 'hono';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/;

/**
 * Lets only this machine in. A web page elsewhere can make a browser here send requests: by a name that points to
 * 127.0.0.1 (its Host gives it away) or straight at the port (its Origin does).
 */
export const onlyLoopback: MiddlewareHandler = async (c, next) => {
  const origin = c.req.header('origin');
  const fromHere = LOOPBACK.test(c.req.header('host') ?? '');
  const byUs = origin === undefined || LOOPBACK.test(origin.replace(/^https?:\/\//, ''));
  if (!fromHere || !byUs) return c.text('只接受本机的请求', 403);
  return next();
};
