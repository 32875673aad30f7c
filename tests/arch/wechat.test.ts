import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compileFunction } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildMiniprogram, type PackageSizes } from '../../scripts/build/miniprogram';
import { LIMITS } from '../../scripts/deploy/findings';
import { walk } from '../../scripts/lib/walk';

const dir = mkdtempSync(path.join(tmpdir(), 'liandian-wechat-'));
const out = path.join(dir, 'miniprogram');
const sample = path.join(dir, 'sample');
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** WeChat's own compilers, copied where they may be made executable. */
function compiler(name: 'wcc' | 'wcsc'): string {
  const folder = { linux: 'linux', darwin: 'mac', win32: 'windows' }[process.platform as string];
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  const home = path.dirname(
    createRequire(import.meta.url).resolve('miniprogram-compiler/package.json'),
  );
  const to = path.join(dir, file);
  copyFileSync(path.join(home, 'bin', folder ?? 'linux', file), to);
  chmodSync(to, 0o755);
  return to;
}
const [wcc, wcsc] = [compiler('wcc'), compiler('wcsc')];
// The package ships x86_64 programs for glibc; elsewhere the system says so when asked to run one.
const runs = spawnSync(wcc, ['--help']).error === undefined;
const title = runs ? '' : ' (wcc and wcsc do not run on this machine: not checked)';

function compile(program: string, args: readonly string[], cwd: string): string {
  const run = spawnSync(program, [...args, '-o', path.join(dir, 'compiled.js')], {
    cwd,
    encoding: 'utf8',
  });
  return run.status === 0 ? '' : `${run.stderr}${run.stdout}`.trim() || `status ${run.status}`;
}
const templates = (cwd: string, files: readonly string[]): string =>
  compile(wcc, ['-d', '-cc', '0', ...files, '-gn', '$gwx'], cwd);
const styles = (cwd: string, files: readonly string[]): string =>
  compile(wcsc, ['-db', '-pc', `${files.length}`, ...files], cwd);

let size: PackageSizes;
let files: string[];
const ending = (...exts: string[]): string[] =>
  files.filter((file) => exts.some((ext) => file.endsWith(ext)));
const read = (file: string): string => readFileSync(path.join(out, file), 'utf8');

beforeAll(async () => {
  size = await buildMiniprogram(process.cwd(), out);
  files = walk(out).map((file) => path.relative(out, file).split(path.sep).join('/'));
});

describe(`WeChat's compilers take what we upload${title}`, () => {
  test.runIf(process.platform === 'linux' && process.arch === 'x64')('they run here', () => {
    expect(runs).toBe(true);
  });
  test.skipIf(!runs)('wcc: every template and every WXS module, TDesign included', () => {
    expect(ending('.wxml').length).toBeGreaterThan(40);
    expect(templates(out, ending('.wxml', '.wxs'))).toBe('');
  });
  test.skipIf(!runs)('wcsc: every style sheet', () => {
    expect(ending('.wxss').length).toBeGreaterThan(40);
    expect(styles(out, ending('.wxss'))).toBe('');
  });
  test.skipIf(!runs).each([
    ['an unclosed tag', 'a.wxml', '<view><text>1</view>'],
    ['an unclosed expression', 'a.wxml', '<view wx:for="{{rows"></view>'],
    ['ES6 in WXS', 'a.wxs', 'const a = () => 1; module.exports = {};'],
    ['an unclosed rule', 'a.wxss', '.a{color:red;'],
  ])('they refuse %s, so the tests above can fail', (_what, name, text) => {
    rmSync(sample, { recursive: true, force: true });
    writeSample(name, text);
    expect(name.endsWith('.wxss') ? styles(sample, [name]) : templates(sample, [name])).not.toBe(
      '',
    );
  });
});

describe('what DevTools would complain about', () => {
  test('each package is small enough to upload, with room to spare', () => {
    const all = { main: size.main, ...size.packages };
    expect(Object.entries(all).filter(([, bytes]) => bytes > LIMITS.packageBytes)).toEqual([]);
    expect(Object.values(all).reduce((a, b) => a + b)).toBeLessThan(LIMITS.allPackagesBytes);
  });

  test('every page and every component is there in all its parts', () => {
    const app = JSON.parse(read('app.json')) as {
      pages: string[];
      subPackages: { root: string; pages: string[] }[];
    };
    const pages = [
      ...app.pages,
      ...app.subPackages.flatMap((p) => p.pages.map((page) => `${p.root}/${page}`)),
    ];
    const needed = [...pages, ...ending('.json').flatMap(componentsOf)];
    expect(needed.length).toBeGreaterThan(pages.length);
    const missing = [...new Set(needed)].flatMap((stem) =>
      ['.js', '.json', '.wxml'].map((ext) => stem + ext).filter((file) => !files.includes(file)),
    );
    expect(missing).toEqual([]);
  });

  test('every page that a message opens is there', () => {
    const opened = walk('cloudfunctions')
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .flatMap((file) => [
        ...readFileSync(file, 'utf8').matchAll(/['"`]((?:pages|packages)\/[\w/-]+)/g),
      ])
      .map((m) => `${m[1] ?? ''}.wxml`);
    expect(opened.length).toBeGreaterThan(0);
    expect(opened.filter((file) => !files.includes(file))).toEqual([]);
  });

  test('every script is one that WeChat can run as it is: CommonJS', () => {
    const broken = ending('.js').flatMap((file) => {
      try {
        // Compiled, not run: an import or export left over is a syntax error here.
        compileFunction(read(file), ['require', 'module', 'exports']);
        return [];
      } catch (error) {
        return [`${file}: ${String(error)}`];
      }
    });
    expect(broken).toEqual([]);
  });

  test('no script needs a module that is not uploaded', () => {
    const needs = ending('.js').flatMap((file) =>
      [...read(file).matchAll(/\brequire\(\s*["']([^"']+)["']\s*\)/g)].map((m) => ({
        file,
        to: path.posix.join(path.posix.dirname(file), m[1] ?? ''),
        spec: m[1] ?? '',
      })),
    );
    expect(needs.length).toBeGreaterThan(50);
    const unknown = needs.filter(({ spec, to }) => !spec.startsWith('.') || !files.includes(to));
    expect(unknown.map(({ file, spec }) => `${file} → ${spec}`)).toEqual([]);
  });

  test('a main package page needs nothing of a subpackage', () => {
    const crossing = ending('.js')
      .filter((file) => !file.startsWith('packages/'))
      .filter((file) => /require\("[^"]*packages\//.test(read(file)));
    expect(crossing).toEqual([]);
  });
});

function writeSample(name: string, text: string): void {
  mkdirSync(sample, { recursive: true });
  writeFileSync(path.join(sample, name), text);
}

/** Components a JSON file names, as paths below the mini-program's root. */
function componentsOf(file: string): string[] {
  const { usingComponents = {} } = JSON.parse(read(file)) as {
    usingComponents?: Record<string, string>;
  };
  return Object.values(usingComponents).map((spec) => {
    if (spec.startsWith('/')) return spec.slice(1);
    if (spec.startsWith('.')) return path.posix.join(path.posix.dirname(file), spec);
    const near = path.posix.join(path.posix.dirname(file), spec);
    return existsSync(path.join(out, `${near}.json`)) ? near : `miniprogram_npm/${spec}`;
  });
}
