import type { MiddlewareHandler } from 'hono';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/;

/**
 * Only this machine may ask. A web page elsewhere can make a browser here send requests: by a name that points to
 * 127.0.0.1 (its Host gives it away) or straight at the port (its Origin does).
 */
export const isFromHere = (host: string | undefined, origin: string | undefined): boolean =>
  LOOPBACK.test(host ?? '') &&
  (origin === undefined || LOOPBACK.test(origin.replace(/^https?:\/\//, '')));

export const NOT_FROM_HERE = '只接受本机的请求';

export const onlyLoopback: MiddlewareHandler = async (c, next) =>
  isFromHere(c.req.header('host'), c.req.header('origin')) ? next() : c.text(NOT_FROM_HERE, 403);
