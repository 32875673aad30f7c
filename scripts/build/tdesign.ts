import { existsSync, statSync } from 'node:fs';
import { cp, readFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { walk } from '../lib/walk';

const NAME = 'tdesign-miniprogram';
const PARTS = ['.json', '.js', '.wxml', '.wxss'] as const;

/**
 * Puts the TDesign components that some page names, and what they stand on, into `miniprogram_npm`.
 * TDesign ships ES modules that import npm packages; what arrives here is CommonJS that needs nothing, so
 * DevTools has neither to compile nor to build npm.
 */
export async function copyTdesign(root: string, out: string): Promise<void> {
  const dist = path.join(root, 'node_modules', NAME, 'miniprogram_dist');
  const home = path.join(out, 'miniprogram_npm', NAME);
  const scripts: string[] = [];
  const seen = new Set<string>();
  const queue = (await namedComponents(out)).flatMap((spec) => parts(path.join(dist, spec)));
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    if (file.endsWith('.js')) {
      scripts.push(file);
      continue;
    }
    await cp(file, path.join(home, path.relative(dist, file)));
    queue.push(...references(file, await readFile(file, 'utf8')));
  }
  await compile(dist, home, scripts);
}

/** `popup/popup` of every `tdesign-miniprogram/popup/popup` in the pages' and components' JSON. */
async function namedComponents(out: string): Promise<string[]> {
  const named = new Set<string>();
  for (const file of walk(out).filter((f) => f.endsWith('.json'))) {
    const { usingComponents = {} } = JSON.parse(await readFile(file, 'utf8')) as {
      usingComponents?: Record<string, string>;
    };
    for (const spec of Object.values(usingComponents))
      if (spec.startsWith(`${NAME}/`)) named.add(spec.slice(NAME.length + 1));
  }
  return [...named].sort();
}

/** The files of a component; of a component that does not exist, none: the build's checks name it. */
const parts = (stem: string): string[] =>
  PARTS.map((ext) => stem + ext).filter((file) => existsSync(file));

/** Files that a JSON, template, style or WXS file names by a relative path. */
function references(file: string, text: string): string[] {
  const at = (spec: string): string => path.join(path.dirname(file), spec);
  const all = (pattern: RegExp): string[] => [...text.matchAll(pattern)].map((m) => at(m[1] ?? ''));
  switch (path.extname(file)) {
    case '.json':
      return all(/"(\.{1,2}\/[^"]+)"/g).flatMap(parts);
    case '.wxml':
      return all(/\bsrc=["']([^"'{}]+\.(?:wxml|wxs))["']/g);
    case '.wxss':
      return all(/@import\s+["']([^"']+)["']/g);
    default:
      return all(/require\(["']([^"']+)["']\)/g);
  }
}

/** File for file, as the requires of a mini-program go; npm packages are bundled into their importer. */
async function compile(dist: string, home: string, entries: readonly string[]): Promise<void> {
  const queue = [...entries];
  const seen = new Set(queue);
  const apart: Plugin = {
    name: 'file-for-file',
    setup(b) {
      b.onResolve({ filter: /^\./ }, ({ path: spec, resolveDir, kind, importer }) => {
        if (kind === 'entry-point' || !importer.startsWith(dist)) return undefined;
        const found = module(path.join(resolveDir, spec));
        if (!found) return { errors: [{ text: `${importer} needs ${spec}, which is not there` }] };
        if (!seen.has(found)) queue.push(found);
        seen.add(found);
        const to = path.relative(path.dirname(importer), found).split(path.sep).join('/');
        return { path: to.startsWith('.') ? to : `./${to}`, external: true };
      });
    },
  };
  // The queue grows while it is worked off: modules are found through their importers.
  for (let from = 0; from < queue.length;) {
    const batch = queue.slice(from);
    from = queue.length;
    await build({
      entryPoints: batch.map((file) => ({
        in: file,
        out: path.relative(dist, file).replace(/\.js$/, ''),
      })),
      outdir: home,
      bundle: true,
      format: 'cjs',
      platform: 'neutral',
      // The neutral platform knows neither; with them tslib is the variant that can be shaken.
      mainFields: ['module', 'main'],
      conditions: ['module'],
      target: 'es2019',
      minify: true,
      plugins: [apart],
      logLevel: 'error',
    });
  }
}

const module = (stem: string): string | undefined =>
  [stem, `${stem}.js`, path.join(stem, 'index.js')].find(
    (file) => existsSync(file) && statSync(file).isFile(),
  );
