/** What a path written in the source means: components of .json files, modules of scripts. */
import { posix } from 'node:path';
import { foldersUp, type Source } from './source';

/** A component's path without extension; `undefined` for plugins, which have no files. */
export function resolveComponent(source: Source, spec: string, from: string): string | undefined {
  if (spec.startsWith('plugin')) return undefined;
  if (spec.startsWith('/')) return orIndex(source, posix.normalize(spec.slice(1)));
  if (!spec.startsWith('.')) {
    for (const dir of foldersUp(from)) {
      const found = [`${dir}miniprogram_npm/${spec}`, `${dir}miniprogram_npm/${spec}/index`].find(
        (path) => source.has(`${path}.json`),
      );
      if (found !== undefined) return found;
    }
  }
  return orIndex(source, posix.join(posix.dirname(from), spec));
}

/** The file a script means by `spec`, as a virtual path; may start with `..` when outside the root. */
export function resolveModule(source: Source, spec: string, from: string): string | undefined {
  const file = (base: string): string | undefined =>
    [base, `${base}.ts`, `${base}.js`, `${base}/index.ts`, `${base}/index.js`].find((path) =>
      source.has(path),
    );
  if (Object.keys(source.alias).some((prefix) => spec.startsWith(prefix))) return file(spec);
  if (spec.startsWith('.')) return file(posix.join(posix.dirname(from), spec));
  if (spec.startsWith('/')) return file(spec.slice(1));
  for (const dir of foldersUp(from)) {
    const found = file(`${dir}miniprogram_npm/${spec}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A reference inside WXML, WXS or WXSS: root-absolute or relative to the file. */
export function resolveFile(spec: string, from: string): string {
  return spec.startsWith('/')
    ? posix.normalize(spec.slice(1))
    : posix.join(posix.dirname(from), spec);
}

function orIndex(source: Source, path: string): string {
  return !source.has(`${path}.json`) && source.has(`${path}/index.json`) ? `${path}/index` : path;
}
