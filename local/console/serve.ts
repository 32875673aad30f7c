import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { Hono } from 'hono';

const at = (file: string): string => fileURLToPath(new URL(`web/${file}`, import.meta.url));

/** The developer's console; its script is bundled when somebody first opens it. */
export const consoleRoutes = (): Hono => {
  const app = new Hono();
  let script: Promise<string> | undefined;

  app.get('/console', (c) => c.redirect('/console/'));
  app.get('/console/', async (c) => c.html(await readFile(at('index.html'), 'utf8')));
  app.get('/console/style.css', async (c) =>
    c.body(await readFile(at('style.css'), 'utf8'), 200, { 'content-type': 'text/css' }),
  );
  app.get('/console/app.js', async (c) => {
    script ??= bundle();
    return c.body(await script, 200, { 'content-type': 'text/javascript' });
  });
  return app;
};

const bundle = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [at('main.ts')],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
};
