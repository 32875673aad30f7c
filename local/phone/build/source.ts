/** The mini-program's files by the path they have inside it, wherever they lie on disk. */
import { readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

const NPM = /^miniprogram_npm\/((?:@[^/]+\/)?[^/]+)\/?(.*)$/;

/**
 * A virtual path is relative to the root. Two kinds lead elsewhere: `miniprogram_npm/<package>/…` into
 * node_modules when it was not built into the root, and an alias prefix into its folder.
 */
export class Source {
  /** Every file read so far, by its place on disk: what the build depends on. */
  readonly inputs = new Map<string, string>();
  readonly #packages = new Map<string, string | undefined>();
  readonly root: string;
  readonly alias: Readonly<Record<string, string>>;

  constructor(root: string, alias: Readonly<Record<string, string>> = {}) {
    this.root = root;
    this.alias = alias;
  }

  file(path: string): string {
    for (const [prefix, dir] of Object.entries(this.alias)) {
      if (path.startsWith(prefix)) return join(dir, path.slice(prefix.length));
    }
    const npm = NPM.exec(path);
    const dir = npm?.[1] === undefined ? undefined : this.#package(npm[1]);
    return dir === undefined ? join(this.root, path) : join(dir, npm?.[2] ?? '');
  }

  has(path: string): boolean {
    return isFile(this.file(path));
  }

  read(path: string): string {
    const file = this.file(path);
    const text = readFileSync(file, 'utf8');
    this.inputs.set(file, text);
    return text;
  }

  /** The script beside a unit's other files, with its extension. */
  script(path: string): string | undefined {
    return ['.ts', '.js'].map((ext) => path + ext).find((candidate) => this.has(candidate));
  }

  #package(name: string): string | undefined {
    if (!this.#packages.has(name)) this.#packages.set(name, findPackage(this.root, name));
    return this.#packages.get(name);
  }
}

/** Folders from a file's own up to the root, each with a trailing slash, the root as `''`. */
export function* foldersUp(from: string): Generator<string> {
  for (let dir = posix.dirname(from); ; dir = posix.dirname(dir)) {
    const top = dir === '.' || dir === '/';
    yield top ? '' : `${dir}/`;
    if (top) return;
  }
}

/** Where the mini-program files of an npm package lie (`"miniprogram"` of its package.json). */
function findPackage(root: string, name: string): string | undefined {
  const built = join(root, 'miniprogram_npm', name);
  if (isFolder(built)) return built;
  for (let dir = root; ; dir = dirname(dir)) {
    const manifest = join(dir, 'node_modules', name, 'package.json');
    if (isFile(manifest)) {
      const { miniprogram }: { miniprogram?: string } = JSON.parse(readFileSync(manifest, 'utf8'));
      return miniprogram === undefined ? undefined : join(dirname(manifest), miniprogram);
    }
    if (dir === dirname(dir)) return undefined;
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
