import { readFile, stat } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { Hono } from 'hono';
import { getMimeType } from 'hono/utils/mime';

/** A folder of static files at a path of this origin. */
export interface Mount {
  /** `/admin-h5`, without a slash at the end. */
  readonly path: string;
  readonly dir: string;
  /** Unknown paths get index.html: the page routes itself. */
  readonly spa?: boolean;
}

export const mountRoutes = ({ path, dir, spa }: Mount): Hono => {
  const app = new Hono();

  // Relative addresses in a page need the slash.
  app.get(path, (c) => c.redirect(`${path}/${new URL(c.req.url).search}`));

  app.get(`${path}/*`, async (c) => {
    const asked = decodeURIComponent(new URL(c.req.url).pathname.slice(path.length + 1));
    const inside = normalize(`/${asked}`);
    const file = await find(join(dir, inside), spa ? join(dir, 'index.html') : undefined);
    if (!file) return c.notFound();
    const etag = `"${file.stamp}"`;
    const headers = {
      'content-type': getMimeType(file.path) ?? 'application/octet-stream',
      // Files change while one develops: always ask, seldom send.
      'cache-control': 'no-cache',
      etag,
    };
    if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers);
    return c.body(new Uint8Array(await readFile(file.path)), 200, headers);
  });

  return app;
};

const find = async (path: string, otherwise: string | undefined) => {
  for (const candidate of [path, join(path, 'index.html'), otherwise]) {
    const found = candidate && (await stat(candidate).catch(() => undefined));
    if (candidate && found && found.isFile()) {
      return { path: candidate, stamp: `${found.mtimeMs.toString(36)}-${found.size.toString(36)}` };
    }
  }
  return undefined;
};
