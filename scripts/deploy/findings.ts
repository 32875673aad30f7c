import { existsSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as z from 'zod';
import { deployables } from '../build/deployables';
import { sizes } from '../build/miniprogram';

/** What an environment allows by default, and what the platform refuses. */
export const LIMITS = {
  deployables: 48,
  /** Upload of a zipped function; the bundle compresses about four to one. */
  functionBytes: 3_000_000,
  /** Ours; the platform's is 2 MB. */
  packageBytes: 1_500_000,
  allPackagesBytes: 8_000_000,
} as const;

const Cron = z.string().regex(/^(\S+ ){6}\S+$/, 'seven fields');
/** The part of cloudbaserc.json we use; the CLI itself checks nothing but the environment's id. */
const Rc = z.object({
  envId: z.string().min(1),
  functionRoot: z.string(),
  functions: z.array(
    z.object({
      name: z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,59}$/),
      handler: z.literal('index.main'),
      runtime: z.enum(['Nodejs18.15', 'Nodejs20.19']),
      timeout: z.int().min(1).max(60),
      memorySize: z.literal([128, 256, 512, 1024, 2048]),
      installDependency: z.literal(false),
      envVariables: z.record(
        z.string(),
        z.string().regex(/^\{\{env\.\w+\}\}$/, 'a value in the file'),
      ),
      triggers: z.array(z.object({ name: z.string(), type: z.literal('timer'), config: Cron })),
    }),
  ),
});

/** Everything that would fail or go wrong when deployed, found without a network. Empty: fine. */
export async function check(root: string): Promise<string[]> {
  return [...rc(root), ...(await functions(root)), ...(await miniprogram(root)), ...admin(root)];
}

function rc(root: string): string[] {
  const file = path.join(root, 'cloudbaserc.json');
  if (!existsSync(file)) return ['cloudbaserc.json is missing: npm run build'];
  const read = Rc.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!read.success)
    return read.error.issues.map((i) => `cloudbaserc.json ${i.path.join('.')}: ${i.message}`);
  const listed = read.data.functions.map((f) => f.name);
  const wanted = deployables().map((d) => d.name);
  return [
    ...wanted
      .filter((name) => !listed.includes(name))
      .map((name) => `cloudbaserc.json lacks ${name}: npm run build`),
    ...listed
      .filter((name) => !wanted.includes(name))
      .map((name) => `cloudbaserc.json names ${name}, which is no deployable`),
    ...(listed.length > LIMITS.deployables
      ? [`${listed.length} functions; an environment allows 50, we keep ${LIMITS.deployables}`]
      : []),
  ];
}

async function functions(root: string): Promise<string[]> {
  const require = createRequire(import.meta.url);
  const found: string[] = [];
  for (const { name } of deployables()) {
    const dir = path.join(root, 'dist/cloudfunctions', name);
    const file = path.join(dir, 'index.js');
    if (!existsSync(file)) {
      found.push(`dist/cloudfunctions/${name}/index.js is missing`);
      continue;
    }
    if (!existsSync(path.join(dir, 'config.json'))) found.push(`${name}: config.json is missing`);
    const { size } = statSync(file);
    if (size > LIMITS.functionBytes) found.push(`${name}: ${size} bytes`);
    const loaded = require(file) as { main?: unknown };
    if (typeof loaded.main !== 'function') found.push(`${name}: index.js exports no main`);
    const text = await readFile(file, 'utf8');
    if (/-----BEGIN [A-Z ]*PRIVATE KEY-----\s*\n?[A-Za-z0-9+/]{40}/.test(text))
      found.push(`${name}: holds a private key`);
  }
  return found;
}

async function miniprogram(root: string): Promise<string[]> {
  const dir = path.join(root, 'dist/miniprogram');
  if (!existsSync(path.join(dir, 'app.json')))
    return ['dist/miniprogram is missing: npm run build'];
  const app = JSON.parse(await readFile(path.join(dir, 'app.json'), 'utf8')) as {
    pages: string[];
    subPackages?: { root: string; pages: string[] }[];
    tabBar?: { list: { pagePath: string }[] };
  };
  const pages = [
    ...app.pages,
    ...(app.subPackages ?? []).flatMap((p) => p.pages.map((page) => `${p.root}/${page}`)),
  ];
  const found = pages.flatMap((page) =>
    ['js', 'json', 'wxml']
      .filter((ext) => !existsSync(path.join(dir, `${page}.${ext}`)))
      .map((ext) => `mini-program page ${page} lacks .${ext}`),
  );
  for (const { pagePath } of app.tabBar?.list ?? [])
    if (!app.pages.includes(pagePath)) found.push(`tab ${pagePath} is not in the main package`);
  const { main, packages } = await sizes(dir);
  for (const [name, bytes] of [['main', main] as const, ...Object.entries(packages)])
    if (bytes > LIMITS.packageBytes)
      found.push(`mini-program package ${name}: ${bytes} bytes, over ${LIMITS.packageBytes}`);
  const all = Object.values(packages).reduce((a, b) => a + b, main);
  if (all > LIMITS.allPackagesBytes)
    found.push(`mini-program in all: ${all} bytes, over ${LIMITS.allPackagesBytes}`);
  return found;
}

const admin = (root: string): string[] =>
  existsSync(path.join(root, 'dist/admin-h5/index.html'))
    ? []
    : ['dist/admin-h5 is missing: npm run build'];
