import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { walk } from '../lib/walk';

/** Sizes WeChat counts, bytes: the main package and each subpackage apart. */
export interface PackageSizes {
  readonly main: number;
  readonly packages: Readonly<Record<string, number>>;
}

const SOURCE_ONLY = /\.(ts|md)$|tsconfig\.json$/;
const TDESIGN = 'tdesign-miniprogram';

/**
 * The mini-program as DevTools wants it: file for file, scripts compiled in place, imports of `#shared/…`
 * turned into relative requires of one copy, and of TDesign only the components some page names.
 */
export async function buildMiniprogram(root: string, out: string): Promise<PackageSizes> {
  const source = path.join(root, 'miniprogram');
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  for (const file of walk(source).filter((f) => !SOURCE_ONLY.test(f)))
    await cp(file, path.join(out, path.relative(source, file)));
  await scripts(root, source, out);
  await tdesign(root, out);
  return sizes(out);
}

async function scripts(root: string, source: string, out: string): Promise<void> {
  const shared = path.join(root, 'shared');
  const place = (file: string): string =>
    file.startsWith(shared + path.sep)
      ? path.join('shared', path.relative(shared, file))
      : path.relative(source, file);
  const queue = walk(source).filter((f) => f.endsWith('.ts') && !f.endsWith('.d.ts'));
  const seen = new Set(queue);
  const apart: Plugin = {
    name: 'file-for-file',
    setup(b) {
      b.onResolve({ filter: /.*/ }, async (args) => {
        if (args.kind === 'entry-point' || args.pluginData === 'inner') return undefined;
        const found = await b.resolve(args.path, {
          resolveDir: args.resolveDir,
          kind: args.kind,
          pluginData: 'inner',
        });
        if (found.errors.length > 0) return found;
        if (found.path.includes('node_modules'))
          return { errors: [{ text: `${args.path} must not enter the mini-program` }] };
        if (!seen.has(found.path)) {
          seen.add(found.path);
          queue.push(found.path);
        }
        const to = path
          .relative(path.dirname(place(args.importer)), place(found.path))
          .replace(/\.ts$/, '.js');
        return { path: to.startsWith('.') ? to : `./${to}`, external: true };
      });
    },
  };
  // The queue grows while it is worked off: shared files are found through their importers.
  for (let from = 0; from < queue.length;) {
    const batch = queue.slice(from);
    from = queue.length;
    await build({
      entryPoints: batch.map((file) => ({ in: file, out: place(file).replace(/\.ts$/, '') })),
      outdir: out,
      bundle: true,
      format: 'cjs',
      platform: 'neutral',
      target: 'es2019',
      minify: true,
      plugins: [apart],
      logLevel: 'error',
    });
  }
}

/** Copies the named TDesign components and what they stand on. */
async function tdesign(root: string, out: string): Promise<void> {
  const dist = path.join(root, 'node_modules', TDESIGN, 'miniprogram_dist');
  const named = new Set<string>();
  for (const file of walk(out).filter((f) => f.endsWith('.json'))) {
    const { usingComponents = {} } = JSON.parse(await readFile(file, 'utf8')) as {
      usingComponents?: Record<string, string>;
    };
    for (const spec of Object.values(usingComponents))
      if (spec.startsWith(`${TDESIGN}/`))
        named.add(spec.slice(TDESIGN.length + 1).split('/')[0] ?? '');
  }
  const queue = [...named, 'common'];
  const done = new Set<string>();
  for (let folder = queue.pop(); folder !== undefined; folder = queue.pop()) {
    if (done.has(folder) || !existsSync(path.join(dist, folder))) continue;
    done.add(folder);
    for (const file of walk(path.join(dist, folder))) {
      if (!/\.(js|json|wxml|wxss|wxs)$/.test(file)) continue;
      const text = await readFile(file, 'utf8');
      for (const [, other = ''] of text.matchAll(/['"](?:\.\.\/)+([a-z][\w-]*)\//g))
        queue.push(other);
      await cp(file, path.join(out, 'miniprogram_npm', TDESIGN, path.relative(dist, file)));
    }
  }
  if (named.size === 0)
    await rm(path.join(out, 'miniprogram_npm'), { recursive: true, force: true });
}

export async function sizes(out: string): Promise<PackageSizes> {
  const app = JSON.parse(await readFile(path.join(out, 'app.json'), 'utf8')) as {
    subPackages?: { root: string }[];
  };
  const packages = Object.fromEntries((app.subPackages ?? []).map((p) => [p.root, 0]));
  let main = 0;
  for (const file of walk(out)) {
    const relative = path.relative(out, file).split(path.sep).join('/');
    const bytes = (await readFile(file)).length;
    const home = Object.keys(packages).find((p) => relative.startsWith(`${p}/`));
    if (home) packages[home] = (packages[home] ?? 0) + bytes;
    else main += bytes;
  }
  return { main, packages };
}

/** Which deployable serves a call, where it is not the call's own name; read by the mini-program. */
export async function writeRoutes(
  root: string,
  routes: Readonly<Record<string, string>>,
): Promise<void> {
  const rows = Object.entries(routes)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([call, deployable]) => `  ${call}: '${deployable}',`);
  const text = [
    '/** Generated by the build from `deploy` in shared/contracts: the deployable of a call, where it is not its own. */',
    "import type { CallName } from '#shared/contracts/index';",
    '',
    'export const deployables: Partial<Record<CallName, string>> = {',
    ...rows,
    '};',
    '',
  ].join('\n');
  const file = path.join(root, 'miniprogram/services/routes.generated.ts');
  if (!existsSync(file) || (await readFile(file, 'utf8')) !== text) await writeFile(file, text);
}
