import { createHmac, timingSafeEqual } from 'node:crypto';
import { copyFile, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';

export interface FilesOptions {
  readonly dir: string;
  /** Signs links; whoever holds a link may use it until it ends. */
  readonly key: string;
  readonly envId: string;
  readonly url: () => string;
  readonly now: () => number;
}

export type Access = 'get' | 'put';

/**
 * Names with `..`, absolute ones and empty ones never reach the disk. Nor do names with characters that mean
 * something in an address: the SDK encodes a link it is given once more, so links carry names as they are.
 */
const safePath = (path: string): string | undefined => {
  const clean = normalize(path).replaceAll('\\', '/');
  return /[?#%]/.test(clean) ||
    clean === '.' ||
    clean.startsWith('../') ||
    clean === '..' ||
    clean.startsWith('/')
    ? undefined
    : clean;
};

/** Cloud storage: a folder of files, ids of the form `cloud://env.bucket/path`, links signed for a time. */
export const createFiles = ({ dir, key, envId, url, now }: FilesOptions) => {
  const prefix = `cloud://${envId}.local/`;

  const sign = (access: Access, path: string, untilS: number): string =>
    createHmac('sha256', key).update(`${access}\n${path}\n${untilS}`).digest('hex');

  const place = (path: string): string => {
    const safe = safePath(path);
    if (safe === undefined) throw new Error(`no such path: ${path}`);
    return join(dir, safe);
  };

  return {
    idOf: (path: string): string => prefix + path,
    /** The path in a file id of this environment. */
    pathOf: (fileId: string): string | undefined =>
      fileId.startsWith('cloud://')
        ? safePath(fileId.replace(/^cloud:\/\/[^/]*\//, ''))
        : undefined,
    isPath: (path: string): boolean => safePath(path) !== undefined,
    /** @param seconds how long the link is good. */
    link: (access: Access, path: string, seconds: number): string => {
      const untilS = Math.floor(now() / 1000) + seconds;
      const query = `sign=${sign(access, path, untilS)}&t=${untilS}`;
      return `${url()}/files/${path}?${query}`;
    },
    allows: (access: Access, path: string, signature: string, untilS: number): boolean => {
      const right = Buffer.from(sign(access, path, untilS));
      const given = Buffer.from(signature);
      return (
        untilS * 1000 >= now() && given.length === right.length && timingSafeEqual(given, right)
      );
    },
    put: async (path: string, content: Uint8Array): Promise<void> => {
      await mkdir(dirname(place(path)), { recursive: true });
      await writeFile(place(path), content);
    },
    get: (path: string): Promise<Buffer> => readFile(place(path)),
    exists: (path: string): Promise<boolean> =>
      stat(place(path)).then(
        (found) => found.isFile(),
        () => false,
      ),
    copy: async (from: string, to: string): Promise<void> => {
      await mkdir(dirname(place(to)), { recursive: true });
      await copyFile(place(from), place(to));
    },
    remove: (path: string): Promise<void> => rm(place(path)),
  };
};

export type Files = ReturnType<typeof createFiles>;
