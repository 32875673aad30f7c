import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** `const axios_1 = __importDefault(require("axios"));`, as the TypeScript compiler writes an import. */
const IMPORT = /^const (\w+_1) = ((?:__importDefault|__importStar)\()?(require\("[^"]+"\))\)?;$/gm;

/** The same imports, each made when its name is first used: TypeScript writes every use as `name_1.member`. */
export function importsWhenUsed(source: string): string {
  const names: string[] = [];
  const declared = source.replaceAll(IMPORT, (_line, name: string, open = '', required: string) => {
    names.push(name);
    const value = open === '' ? required : `${open}${required})`;
    return `var ${name}$; function ${name}$get() { return ${name}$ || (${name}$ = ${value}); }`;
  });
  return names.reduce(
    // Brackets, so that `new name_1.Class()` makes a Class.
    (text, name) => text.replaceAll(new RegExp(`\\b${name}\\b(?!\\$)`, 'g'), `(${name}$get())`),
    declared,
  );
}

const SDK = /node_modules\/@cloudbase\/node-sdk\/dist\/.*\.js$/;

/** The data-model client, which the SDK makes for every app: an object that is made when something is asked of it. */
const MODELS = `
const later = (make) => {
  let made;
  const use = (how) => (_target, ...rest) => how((made ??= make()), ...rest);
  return new Proxy({}, { get: use(Reflect.get), has: use(Reflect.has), ownKeys: use(Reflect.ownKeys) });
};
const real = () => require('@cloudbase/wx-cloud-client-sdk').default;
module.exports = {
  generateHTTPClient: (...args) => later(() => real().generateHTTPClient(...args)),
  generateMySQLClient: (...args) => real().generateMySQLClient(...args),
};`;

/**
 * The server SDK with every module loaded when first used. Its index imports AI, data models, XML, JWT and HTTP
 * clients, more than half of a cold start, and a function that reads the database uses none of them. The code
 * stays the SDK's own; only when it runs changes.
 */
export const lazySdk: Plugin = {
  name: 'lazy-sdk',
  setup(b) {
    b.onLoad({ filter: SDK, namespace: 'file' }, async ({ path: file }) => ({
      contents: importsWhenUsed(await readFile(file, 'utf8')),
      loader: 'js',
    }));
    b.onResolve({ filter: /^@cloudbase\/wx-cloud-client-sdk$/ }, ({ importer, namespace }) =>
      namespace === 'file' && SDK.test(importer)
        ? { path: 'models', namespace: 'models' }
        : undefined,
    );
    b.onLoad({ filter: /.*/, namespace: 'models' }, () => ({
      contents: MODELS,
      resolveDir: process.cwd(),
      loader: 'js',
    }));
  },
};
