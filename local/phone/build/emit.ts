/** Writes the compiled app as static files with relative addresses. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { copyIfChanged } from './bundle';
import type { Module } from './scripts';
import type { AppMeta } from './types';

const ASSET = /\.(png|jpe?g|gif|svg|webp|mp3|m4a|wav|mp4|woff2?|ttf)$/i;

export interface App {
  meta: AppMeta;
  /** JavaScript expression of the compiled templates. */
  templates: string;
  modules: ReadonlyMap<string, Module>;
}

/** `names` are the root's files; returns what was written, relative to `outDir`. */
export function emit(app: App, root: string, names: readonly string[], outDir: string): string[] {
  mkdirSync(outDir, { recursive: true });
  writeFileSync(join(outDir, 'app.js'), appScript(app));
  const { build, live } = app.meta;
  writeFileSync(join(outDir, 'build.json'), JSON.stringify({ build, live }));
  for (const page of ['index.html', 'app.html']) {
    const html = readFileSync(fileURLToPath(new URL(`../frame/${page}`, import.meta.url)), 'utf8');
    // A new build gets new addresses: browsers keep scripts that are served without a lifetime.
    writeFileSync(join(outDir, page), html.replaceAll('__BUILD__', build));
  }
  const assets = names.filter((name) => ASSET.test(name));
  for (const name of assets) copyIfChanged(join(root, name), join(outDir, 'assets', name));
  return [
    'app.js',
    'build.json',
    'index.html',
    'app.html',
    ...assets.map((name) => `assets/${name}`),
  ];
}

function appScript({ meta, templates, modules }: App): string {
  const body = [...modules].map(
    ([id, { deps, code }]) =>
      `${JSON.stringify(id)}:[${JSON.stringify(deps)},function(require,module,exports){${code}\n}]`,
  );
  return [
    `window.__phoneApp={meta:${JSON.stringify(meta)},`,
    `templates:()=>${templates},`,
    `modules:{${body.join(',\n')}}};\n`,
  ].join('\n');
}
