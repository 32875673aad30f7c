import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, context, type BuildOptions, type Plugin } from 'esbuild';
import { deployables, entrySource, functionConfig, type Deployable } from './deployables';
import { lazySdk } from './lazySdk';

/** `fn:<name>` is the generated entry of a deployable. */
const entries = (root: string, all: readonly Deployable[]): Plugin => ({
  name: 'deployable-entries',
  setup(b) {
    b.onResolve({ filter: /^fn:/ }, (args) => ({ path: args.path.slice(3), namespace: 'fn' }));
    b.onLoad({ filter: /.*/, namespace: 'fn' }, (args) => {
      const found = all.find((d) => d.name === args.path);
      return found
        ? { contents: entrySource(found), resolveDir: root, loader: 'ts' }
        : { errors: [{ text: `no deployable ${args.path}` }] };
    });
  },
});

/** A contract may be ahead of its function while one is being written; the build says so and goes on. */
export function built(root: string): { ready: Deployable[]; missing: string[] } {
  const all = deployables().map((d) => ({
    ...d,
    calls: d.calls.filter((c) =>
      existsSync(path.join(root, `cloudfunctions/${c.context}/${c.name}.ts`)),
    ),
  }));
  const present = new Set(all.flatMap((d) => d.calls.map((c) => c.name)));
  return {
    ready: all.filter((d) => d.calls.length > 0),
    missing: deployables()
      .flatMap((d) => d.calls.map((c) => c.name))
      .filter((n) => !present.has(n)),
  };
}

const options = (root: string, outdir: string, ready: readonly Deployable[]): BuildOptions => ({
  entryPoints: Object.fromEntries(ready.map((d) => [`${d.name}/index`, `fn:${d.name}`])),
  outdir,
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node18',
  format: 'cjs',
  legalComments: 'none',
  logLevel: 'silent',
  plugins: [entries(root, ready)],
});

async function describe(
  outdir: string,
  ready: readonly Deployable[],
  withPackage: boolean,
): Promise<void> {
  for (const d of ready) {
    const dir = path.join(outdir, d.name);
    await mkdir(dir, { recursive: true });
    await writeFile(
      path.join(dir, 'config.json'),
      `${JSON.stringify(functionConfig(d), null, 2)}\n`,
    );
    if (withPackage)
      await writeFile(
        path.join(dir, 'package.json'),
        `${JSON.stringify({ name: d.name.toLowerCase(), version: '0.0.0', main: 'index.js' }, null, 2)}\n`,
      );
  }
  const wanted = new Set(ready.map((d) => d.name));
  for (const entry of await readdir(outdir, { withFileTypes: true }))
    if (entry.isDirectory() && !wanted.has(entry.name))
      await rm(path.join(outdir, entry.name), { recursive: true });
}

/** Long tables as text: the engine reads JSON in half the time it takes for the same as a program. */
const tables: Plugin = {
  name: 'tables',
  setup(b) {
    b.onLoad({ filter: /node_modules\/.*\.json$/ }, async ({ path: file }) => {
      const table = JSON.stringify(JSON.parse(await readFile(file, 'utf8')));
      return { contents: `module.exports = JSON.parse(${JSON.stringify(table)})`, loader: 'js' };
    });
  },
};

/** For the cloud: everything in one minified file, SDKs included, so nothing is installed there. */
export async function buildFunctions(root: string, outdir: string) {
  const { ready, missing } = built(root);
  await mkdir(outdir, { recursive: true });
  const common = options(root, outdir, ready);
  await build({
    ...common,
    plugins: [...(common.plugins ?? []), tables, lazySdk],
    // Where a package comes in both forms: of modules what nobody uses is left out.
    mainFields: ['module', 'main'],
    minify: true,
    keepNames: false,
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  await describe(outdir, ready, true);
  return { deployables: ready, missing };
}

/** For the local CloudBase: packages stay outside, so one process loads each SDK once. */
const localOptions = (
  root: string,
  outdir: string,
  ready: readonly Deployable[],
): BuildOptions => ({
  ...options(root, outdir, ready),
  packages: 'external',
  sourcemap: 'inline',
});

export async function buildLocalFunctions(root: string, outdir: string) {
  const { ready, missing } = built(root);
  await mkdir(outdir, { recursive: true });
  // The repository is ESM; these bundles are what the cloud runs: CommonJS.
  await writeFile(path.join(outdir, 'package.json'), '{ "type": "commonjs" }\n');
  await build(localOptions(root, outdir, ready));
  await describe(outdir, ready, false);
  return { deployables: ready, missing };
}

/** Rebuilds on every edit; a broken build is reported and leaves the last good files in place. */
export async function watchLocalFunctions(
  root: string,
  outdir: string,
  onBuild: (errors: string[]) => void,
) {
  const { ready } = built(root);
  const plugin: Plugin = {
    name: 'report',
    setup(b) {
      b.onEnd((result) =>
        onBuild(
          result.errors.map((e) => `${e.location?.file ?? ''}:${e.location?.line ?? 0} ${e.text}`),
        ),
      );
    },
  };
  const base = localOptions(root, outdir, ready);
  const watcher = await context({ ...base, plugins: [...(base.plugins ?? []), plugin] });
  await watcher.watch();
  return watcher;
}
