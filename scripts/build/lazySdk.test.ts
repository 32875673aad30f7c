import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { importsWhenUsed, lazySdk } from './lazySdk';

const COMPILED = `"use strict";
var __importDefault = (mod) => (mod && mod.__esModule) ? mod : { "default": mod };
const list_1 = __importDefault(require("list"));
const words_1 = require("./words");
const never_1 = require("never");
const make = () => new list_1.default((0, words_1.say)("hi"));
const off = () => never_1.x;
make(); make();
answer = make();`;

test('an import is made when its name is first used, and once', () => {
  const asked: string[] = [];
  class List {
    readonly of: string;
    constructor(of: string) {
      this.of = of;
    }
  }
  const modules: Record<string, unknown> = {
    list: List,
    './words': { say: (w: string) => `${w}!` },
  };
  const scope: Record<string, unknown> = {
    require: (name: string) => {
      asked.push(name);
      return modules[name];
    },
  };
  runInNewContext(importsWhenUsed(COMPILED).replace('"use strict";', ''), scope);
  expect(scope['answer']).toBeInstanceOf(List);
  expect(scope['answer']).toMatchObject({ of: 'hi!' });
  expect(asked).toEqual(['list', './words']);
});

test('the SDK is still written in the form that is made lazy', () => {
  const folder = 'node_modules/@cloudbase/node-sdk/dist';
  for (const file of [
    'cloudbase.js',
    'utils/request-core.js',
    'auth/index.js',
    'storage/index.js',
  ]) {
    const source = readFileSync(path.join(folder, file), 'utf8');
    expect(source).toMatch(/^const \w+_1 = .*require\(/m);
    expect(importsWhenUsed(source)).not.toMatch(/^const \w+_1 = /m);
  }
});

test('an app of the bundled SDK has its database, and data models when they are asked for', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'lazy-sdk-'));
  try {
    const outfile = path.join(dir, 'sdk.cjs');
    await build({
      stdin: { contents: `module.exports = require('@cloudbase/node-sdk');`, resolveDir: '.' },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      mainFields: ['module', 'main'],
      plugins: [lazySdk],
      outfile,
    });
    // What the bundle exports is the SDK; only what is looked at is named here.
    const sdk = createRequire(import.meta.url)(outfile) as {
      init(config: object): {
        database(): { collection(name: string): object };
        models: Record<string, Record<string, unknown>>;
      };
    };
    const app = sdk.init({ env: 'local-1', secretId: 'id', secretKey: 'key' });
    expect(app.database().collection('goods')).toHaveProperty('where');
    expect(app.models['goods']?.['get']).toBeTypeOf('function');
  } finally {
    rmSync(dir, { recursive: true });
  }
});
