// oxlint-disable no-underscore-dangle -- the names of Node's own loader
import Module from 'node:module';
import { dirname } from 'node:path';
import type { Code } from '../protocol';

export type Main = (event: unknown, context: unknown) => unknown;

interface Compilable {
  filename: string;
  paths: string[];
  exports: unknown;
  _compile(source: string, file: string): void;
}

/**
 * Loads a function as the platform does: CommonJS, whatever the folders above it declare.
 * The text comes from the server, so a newer, broken file on the disk changes nothing here.
 */
export const loadMain = (code: Code): Main => {
  // Node's own loader, whose shape the types leave out.
  const Loader = Module as unknown as {
    new (id: string): Compilable;
    _nodeModulePaths(from: string): string[];
  };
  forgetFolder(dirname(code.file));
  const module = new Loader(code.file);
  module.filename = code.file;
  module.paths = Loader._nodeModulePaths(dirname(code.file));
  module._compile(code.source, code.file);

  const main = (module.exports as { main?: unknown }).main;
  if (typeof main !== 'function') {
    throw new Error(`Handler "main" is not exported by ${code.file}`);
  }
  return main as Main;
};

/** Files a function requires beside itself belong to its version. */
const forgetFolder = (folder: string): void => {
  const cache = (Module as unknown as { _cache: Record<string, unknown> })._cache;
  for (const file of Object.keys(cache)) {
    if (file.startsWith(`${folder}/`) && !file.includes('/node_modules/')) delete cache[file];
  }
};
