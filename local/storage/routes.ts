import { Hono } from 'hono';
import { getMimeType } from 'hono/utils/mime';
import type { Access, Files } from './files';

/** Ten times what a phone's photo weighs. */
const LARGEST_UPLOAD = 50 * 1024 * 1024;

/**
 * `PUT` and `GET /files/<path>`. Links signed by the storage open them; a mini-program user, known by
 * `x-wx-openid`, may put files without one.
 */
export const fileRoutes = (files: Files): Hono => {
  const app = new Hono();

  const allowed = (access: Access, path: string, url: string) => {
    const query = new URL(url).searchParams;
    return files.allows(access, path, query.get('sign') ?? '', Number(query.get('t')));
  };

  app.put('/*', async (c) => {
    const path = pathOf(c.req.url);
    const openid = c.req.header('x-wx-openid');
    if (!files.isPath(path)) return c.body(cosError('InvalidURI', 'bad path'), 400);
    if (!openid && !allowed('put', path, c.req.url)) {
      return c.body(cosError('AccessDenied', 'the link is not good'), 403);
    }
    const content = new Uint8Array(await c.req.arrayBuffer());
    if (content.byteLength > LARGEST_UPLOAD) {
      return c.body(cosError('EntityTooLarge', 'at most 50 MB'), 413);
    }
    await files.put(path, content);
    return openid ? c.json({ fileID: files.idOf(path) }) : c.body('');
  });

  app.get('/*', async (c) => {
    const path = pathOf(c.req.url);
    if (!files.isPath(path) || !allowed('get', path, c.req.url)) {
      return c.body(cosError('AccessDenied', 'the link is not good'), 403);
    }
    if (!(await files.exists(path))) return c.body(cosError('NoSuchKey', 'no such file'), 404);
    const content = await files.get(path);
    return c.body(new Uint8Array(content), 200, {
      'content-type': getMimeType(path) ?? 'application/octet-stream',
      'cache-control': 'private, max-age=3600',
      // Somebody else's upload must never run as a page of this origin.
      'content-security-policy': 'sandbox',
    });
  });

  return app;
};

const pathOf = (url: string): string =>
  decodeURIComponent(new URL(url).pathname.replace(/^\/files\//, ''));

const cosError = (code: string, message: string): string =>
  `<?xml version='1.0' encoding='utf-8' ?><Error><Code>${code}</Code><Message>${message}</Message>` +
  '<RequestId>local</RequestId><TraceId>local</TraceId></Error>';
