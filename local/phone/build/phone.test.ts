import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildPhone } from './phone';
import type { PhoneBuild } from './types';
import { watchPhone } from './watch';

let dir: string;

/** Writes files of the app; a value `undefined` leaves the file out. */
function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(dir, 'mini', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

const options = () => ({
  miniprogramRoot: join(dir, 'mini'),
  outDir: join(dir, 'out'),
  cacheDir: join(dir, 'cache'),
  alias: { '#shared/': join(dir, 'shared') },
});

const build = (): Promise<PhoneBuild> => buildPhone(options());

const output = (name: string): string => readFileSync(join(dir, 'out', name), 'utf8');

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'phone-build-'));
  write({
    'app.json': '{ "pages": ["pages/a/a"] }',
    'app.ts': 'App({});',
    'pages/a/a.ts': 'Page({ data: { n: 1 as number } });',
    'pages/a/a.wxml': '<view class="x">{{n}}</view>',
    'pages/a/a.wxss': '.x { width: 75rpx; height: 50vh }',
  });
});

afterEach(() => rmSync(dir, { recursive: true }));

describe('a build', () => {
  test('writes static files with relative addresses', async () => {
    const { problems, files } = await build();
    expect(problems).toEqual([]);
    expect(files).toEqual(
      expect.arrayContaining(['index.html', 'app.html', 'app.js', 'runtime.js', 'frame.js']),
    );
    for (const page of ['index.html', 'app.html'])
      expect(output(page)).not.toMatch(/(src|href)="\//);
    expect(output('app.js')).toContain('width: 10vmin; height: 50cqh');
  });

  test('is skipped while nothing changed, whatever the file times say', async () => {
    await build();
    utimesSync(join(dir, 'mini/pages/a/a.ts'), new Date(), new Date());
    const again = await build();
    expect(again.unchanged).toBe(true);
    expect(again.ms).toBeLessThan(300);
  });

  test('notices changed text, new files and lost output', async () => {
    await build();
    write({ 'pages/a/a.wxml': '<view class="x">changed</view>' });
    expect(await build()).toMatchObject({ unchanged: false });
    expect(output('app.js')).toContain('changed');
    write({ 'images/new.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>' });
    expect((await build()).files).toContain('assets/images/new.svg');
    rmSync(join(dir, 'out/app.js'));
    expect(await build()).toMatchObject({ unchanged: false });
  });

  test('follows an alias out of the root', async () => {
    mkdirSync(join(dir, 'shared/domain'), { recursive: true });
    writeFileSync(
      join(dir, 'shared/domain/money.ts'),
      'export const yuan = (fen: number) => fen / 100;',
    );
    write({
      'pages/a/a.ts':
        "import { yuan } from '#shared/domain/money';\nPage({ data: { n: yuan(1) } });",
    });
    expect((await build()).problems).toEqual([]);
    expect(output('app.js')).toContain('fen / 100');
  });
});

describe('problems of the source', () => {
  const cases: [title: string, files: Record<string, string>, at: string, message: RegExp][] = [
    [
      'a page without its files',
      { 'app.json': '{ "pages": ["pages/a/a", "pages/b/b"] }' },
      'app.json',
      /pages\/b\/b 缺少/,
    ],
    ['broken JSON', { 'pages/a/a.json': '{ oops' }, 'pages/a/a.json', /JSON/],
    [
      'a component that does not say so',
      {
        'pages/a/a.json': '{ "usingComponents": { "x-c": "./c" } }',
        'pages/a/c.ts': '',
        'pages/a/c.wxml': '',
      },
      'pages/a/a.json',
      /"component": true/,
    ],
    ['a syntax error in a script', { 'pages/a/a.ts': '\nPage({;' }, 'pages/a/a.ts:2', /./],
    [
      'a module nobody has',
      { 'pages/a/a.ts': "import { z } from 'zod';\nz;" },
      'pages/a/a.ts',
      /找不到模块 "zod"/,
    ],
    [
      'a value from outside the root',
      {
        'pages/a/a.ts': "import { x } from '../../../outside';\nPage({ data: { x } });",
        '../outside.ts': 'export const x = 1;',
      },
      'pages/a/a.ts',
      /小程序目录之外/,
    ],
    [
      'a template fault',
      { 'pages/a/a.wxml': '<view>\n<text>{{ a + }}</text></view>' },
      'pages/a/a.wxml:2',
      /./,
    ],
    [
      'a missing import in a template',
      { 'pages/a/a.wxml': '<import src="./gone.wxml" />' },
      'pages/a/a.wxml',
      /gone/,
    ],
    [
      'a missing WXS file',
      { 'pages/a/a.wxml': '<wxs src="./gone.wxs" module="g" />{{g.x}}' },
      'pages/a/a.wxml',
      /gone/,
    ],
    [
      'a style fault',
      { 'pages/a/a.wxss': '.a {\n  color: red;\n.b {' },
      'pages/a/a.wxss:3',
      /Unclosed/,
    ],
    [
      'a missing style import',
      { 'pages/a/a.wxss': "@import './gone.wxss';" },
      'pages/a/a.wxss',
      /gone/,
    ],
  ];

  test.each(cases)('%s', async (_title, files, at, message) => {
    write(files);
    const { problems } = await build();
    expect(problems).toEqual([{ level: 'error', at, message: expect.stringMatching(message) }]);
    expect((await build()).problems).toEqual(problems);
  });

  test('no app.json is not a problem of a page but of the caller', async () => {
    rmSync(join(dir, 'mini/app.json'));
    await expect(build()).rejects.toThrow('no app.json');
  });
});

test('watching builds again after an edit and tells open pages', async () => {
  await build();
  let heard: (build: PhoneBuild) => void = () => {};
  const next = new Promise<PhoneBuild>((resolve) => (heard = resolve));
  const watching = await watchPhone(options(), (built) => heard(built));
  const before = JSON.parse(output('build.json'));
  write({ 'pages/a/a.wxml': '<view>edited</view>' });
  expect((await next).problems).toEqual([]);
  watching.close();
  const after = JSON.parse(output('build.json'));
  expect(after).toMatchObject({ live: true });
  expect(after.build).not.toBe(before.build);
});
