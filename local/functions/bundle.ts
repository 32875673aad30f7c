import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * The worker's program as one plain script. Worker threads start without the loaders of the process that starts
 * them, so that they behave alike under node, tsx and vitest and are up in a few milliseconds.
 */
export const bundleHost = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('host/main.ts', import.meta.url))],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    write: false,
  });
  const text = outputFiles[0]?.text;
  if (text === undefined) throw new Error('the function host bundle is empty');
  return text;
};
