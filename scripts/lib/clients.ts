import path from 'node:path';
import { build as viteBuild } from 'vite';
import type { PhoneOptions } from '../../local/phone/build/types';
import { unlessFresh } from './stamp';

/** The HQ admin as static files; rebuilt only when its sources changed. */
export const buildAdmin = (root: string, outDir: string): Promise<boolean> =>
  unlessFresh(
    'admin',
    ['admin-h5', 'shared', 'package-lock.json'].map((p) => path.join(root, p)),
    outDir,
    async () => {
      await viteBuild({
        root: path.join(root, 'admin-h5'),
        base: './',
        logLevel: 'error',
        build: { outDir, emptyOutDir: true },
      });
    },
    // The gateway's address is built in: one made for this machine must not be taken for the cloud's.
    JSON.stringify([process.env['LIANDIAN_ENV'], process.env['LIANDIAN_GATEWAY']]),
  );

/** How the mini-program's source becomes static files for the browser. */
export const phoneOptions = (root: string): PhoneOptions => ({
  miniprogramRoot: path.join(root, 'miniprogram'),
  outDir: path.join(root, '.local/phone'),
  cacheDir: path.join(root, '.cache/phone'),
  alias: { '#shared/': `${path.join(root, 'shared')}/` },
  live: true,
});
