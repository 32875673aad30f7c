import type { Context } from 'hono';
import { Hono } from 'hono';
import type { Runtime } from '../functions/runtime';
import type { Fields } from '../server/read';
import { fieldsOf, isFields } from '../server/read';

const TEXT = /^(text\/|application\/(json|xml|x-www-form-urlencoded|javascript))|\+(json|xml)/;

/** The HTTP access service: any method on `/http/<function>[/path]` runs the function as a small web server. */
export const httpAccess = (runtime: Runtime, envId: string): Hono => {
  const app = new Hono();
  const handle = async (c: Context) => {
    const { pathname } = new URL(c.req.url);
    const [, , name = '', ...rest] = pathname.split('/');
    const event = JSON.stringify(await eventOf(c, `/${rest.join('/')}`, envId));
    const { id, outcome } = await runtime.invoke(decodeURIComponent(name), event, { via: 'http' });
    if (outcome.ok) return answerOf(JSON.parse(outcome.text));
    const status = outcome.code === 'FUNCTION_NOT_FOUND' ? 404 : 500;
    return Response.json(
      { code: outcome.code, message: outcome.message, requestId: id },
      { status },
    );
  };
  app.all('/:name', handle);
  app.all('/:name/*', handle);
  return app;
};

const eventOf = async (c: Context, path: string, envId: string) => {
  const bytes = Buffer.from(await c.req.arrayBuffer());
  const isText = TEXT.test(c.req.header('content-type') ?? 'text/plain');
  return {
    path,
    httpMethod: c.req.method,
    headers: c.req.header(),
    queryStringParameters: c.req.query(),
    requestContext: { envId, requestId: '', sourceIp: '127.0.0.1', httpMethod: c.req.method, path },
    body: isText ? bytes.toString() : bytes.toString('base64'),
    isBase64Encoded: !isText,
  };
};

/** A result with a `statusCode` is a whole HTTP answer; anything else becomes the body. */
const answerOf = (result: unknown): Response => {
  if (typeof result === 'string') return new Response(result);
  if (!isFields(result) || typeof result['statusCode'] !== 'number') return Response.json(result);
  const body = bodyOf(result);
  const status = result['statusCode'];
  const headers = new Headers();
  for (const [key, value] of Object.entries(fieldsOf(result, 'headers')))
    headers.set(key, String(value));
  return new Response(status === 204 || status === 304 ? null : body, { status, headers });
};

const bodyOf = (result: Fields): Uint8Array<ArrayBuffer> | string => {
  const { body } = result;
  if (body === undefined || body === null) return '';
  if (typeof body !== 'string') return JSON.stringify(body);
  return result['isBase64Encoded'] === true ? new Uint8Array(Buffer.from(body, 'base64')) : body;
};
