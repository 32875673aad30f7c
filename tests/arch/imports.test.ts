import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { walk } from '../../scripts/lib/walk';

const root = process.cwd();
const sources = ['shared', 'cloudfunctions', 'local', 'miniprogram', 'admin-h5']
  .flatMap((dir) => walk(path.join(root, dir)))
  .filter((file) => /\.(ts|vue)$/.test(file) && !/node_modules|phone\/fixture/.test(file))
  .map((file) => path.relative(root, file).split(path.sep).join('/'));

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

/** Where an import leads: a path of the repository, or `npm:<package>` or `node:<module>`. */
function target(from: string, spec: string): string {
  if (spec.startsWith('#shared/')) return spec.slice(1);
  if (spec.startsWith('.'))
    return path.posix.normalize(path.posix.join(path.posix.dirname(from), spec));
  if (spec.startsWith('node:')) return spec;
  return `npm:${spec
    .split('/')
    .slice(0, spec.startsWith('@') ? 2 : 1)
    .join('/')}`;
}

const imports: Import[] = sources.flatMap((from) => {
  const text = readFileSync(path.join(root, from), 'utf8');
  const found = text.matchAll(
    /(?:^|\n)\s*(import|export)(\s+type)?[^'"`;]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s+['"]([^'"]+)['"]/g,
  );
  return [...found].map((m) => ({
    from,
    to: target(from, m[3] ?? m[4] ?? m[5] ?? ''),
    typeOnly: m[2] !== undefined,
  }));
});

const isTest = (file: string): boolean =>
  /\.test\.ts$|\/testing\.ts$|suite\.ts$|invariants/.test(file);
const broken = (from: RegExp, allowed: RegExp, types = allowed): string[] =>
  imports
    .filter((i) => from.test(i.from) && !isTest(i.from))
    .filter((i) => !(i.typeOnly ? types : allowed).test(i.to))
    .map((i) => `${i.from} → ${i.to}`);

describe('who may import whom', () => {
  test('there is something to look at', () => {
    expect(imports.length).toBeGreaterThan(200);
  });
  test('domain rules stand on themselves', () => {
    expect(broken(/^shared\/domain\//, /^shared\/domain\//)).toEqual([]);
  });
  test('documents stand on domain shapes, contracts on zod and domain', () => {
    expect(broken(/^shared\/model\//, /^shared\/(model|domain)\//)).toEqual([]);
    expect(
      broken(/^shared\/contracts\//, /^(shared\/(contracts|domain|model)\/|npm:zod$)/),
    ).toEqual([]);
  });
  test('a function stands on the kit, shared and its own context; of others it calls what they export for it', () => {
    expect(
      broken(
        /^cloudfunctions\/kit\//,
        /^(cloudfunctions\/kit\/|shared\/|node:|npm:(zod|@cloudbase\/node-sdk|wx-server-sdk)$)/,
      ),
    ).toEqual([]);
    expect(broken(/^cloudfunctions\/(?!kit\/)/, /^(cloudfunctions\/|shared\/)/)).toEqual([]);
  });
  test('the local CloudBase knows nothing of the product', () => {
    expect(broken(/^local\//, /^(local\/|node:|npm:)/)).toEqual([]);
  });
  test('nothing of the product imports the local CloudBase', () => {
    expect(
      imports.filter(
        (i) =>
          /^(shared|cloudfunctions|miniprogram|admin-h5)\//.test(i.from) &&
          !isTest(i.from) &&
          i.to.startsWith('local/'),
      ),
    ).toEqual([]);
  });
  test('pages take values from domain rules only, and types from contracts', () => {
    expect(
      broken(
        /^miniprogram\//,
        /^(miniprogram\/|shared\/domain\/)/,
        /^(miniprogram\/|shared\/|npm:tdesign-miniprogram$)/,
      ),
    ).toEqual([]);
  });
  test('zod comes as a namespace: the named import drags every locale into the bundle', () => {
    const named = sources.filter(
      (file) =>
        !file.startsWith('local/') &&
        /import\s*\{[^}]*\}\s*from\s*'zod'/.test(readFileSync(path.join(root, file), 'utf8')),
    );
    expect(named).toEqual([]);
  });
});

describe('time and chance come from ctx', () => {
  const free = sources.filter(
    (f) =>
      /^(shared|cloudfunctions)\//.test(f) && !isTest(f) && !f.startsWith('cloudfunctions/kit/'),
  );
  test.each(['Date.now(', 'Math.random(', 'new Date()'])(
    'no %s in shared and functions',
    (text) => {
      expect(free.filter((f) => readFileSync(path.join(root, f), 'utf8').includes(text))).toEqual(
        [],
      );
    },
  );
});
