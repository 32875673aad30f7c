/** Bundles the browser half of this tool (runtime and frame). It changes only when the tool does. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { hash } from './store';

const PHONE = fileURLToPath(new URL('..', import.meta.url));

/** The bundled files, by the name they have in the output. */
export const TOOL_FILES = ['runtime.js', 'runtime.css', 'frame.js', 'frame.css'] as const;

/** Hash of this tool's own source: a build made by an older tool does not count as current. */
export function toolHash(): string {
  const files = readdirSync(PHONE, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|css|html)$/.test(file) && !/^fixture|\.test\.ts$/.test(file))
    .sort();
  return hash(...files.flatMap((file) => [file, readFileSync(join(PHONE, file))]));
}

/** Puts the bundled files into `outDir`, from the cache when the tool is the same. */
export async function bundleTool(outDir: string, cacheDir: string, tool: string): Promise<void> {
  const dir = join(cacheDir, `tool-${tool}`);
  if (!TOOL_FILES.every((file) => existsSync(join(dir, file)))) {
    mkdirSync(dir, { recursive: true });
    await build({
      entryPoints: {
        runtime: join(PHONE, 'runtime/main.ts'),
        frame: join(PHONE, 'frame/main.ts'),
      },
      outdir: dir,
      bundle: true,
      minify: true,
      format: 'iife',
      target: 'es2022',
      define: { 'process.env.NODE_ENV': '"production"' },
      logLevel: 'error',
      absWorkingDir: PHONE,
    });
  }
  mkdirSync(outDir, { recursive: true });
  for (const file of TOOL_FILES) copyIfChanged(join(dir, file), join(outDir, file));
}

/** Copies unless the target has the same size and is not older. */
export function copyIfChanged(from: string, to: string): void {
  const source = statSync(from);
  const target = statSync(to, { throwIfNoEntry: false });
  if (target && target.size === source.size && target.mtimeMs >= source.mtimeMs) return;
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}
