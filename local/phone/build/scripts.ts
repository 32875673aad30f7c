/** TypeScript and JavaScript: one CommonJS module per file, as on a phone. */
import { transform } from 'esbuild';
import { resolveModule } from './resolve';
import type { Source } from './source';
import { hash, type Store } from './store';
import type { Report } from './types';

export interface Module {
  /** What each `require` in the code leads to. */
  deps: Record<string, string>;
  code: string;
}

/** A file after the first step, independent of where its imports lead. */
export interface Compiled {
  code: string;
  specs: string[];
  faults: { line: number; message: string }[];
}

const REQUIRE = /\brequire\(\s*["']([^"']+)["']\s*\)/g;

export async function compileScripts(
  source: Source,
  entries: readonly string[],
  store: Store<Compiled>,
  report: Report,
): Promise<Map<string, Module>> {
  const modules = new Map<string, Module>();
  let wave = [...new Set(entries)];
  while (wave.length > 0) {
    const next = new Set<string>();
    await Promise.all(
      wave.map(async (path) => {
        const module: Module = { deps: {}, code: '' };
        modules.set(path, module);
        const text = source.read(path);
        const compiled = await store.get(hash(path, text), () => compile(path, text));
        for (const { line, message } of compiled.faults)
          report('error', `${path}:${line}`, message);
        module.code = compiled.code;
        for (const spec of compiled.specs) {
          const target = link(source, spec, path, report);
          if (target === undefined) continue;
          module.deps[spec] = target;
          next.add(target);
        }
      }),
    );
    wave = [...next].filter((path) => !modules.has(path));
  }
  return modules;
}

function link(source: Source, spec: string, from: string, report: Report): string | undefined {
  const target = resolveModule(source, spec, from);
  if (target === undefined) {
    report(
      'error',
      from,
      `找不到模块 "${spec}"（页面代码只能引用本目录、miniprogram_npm 与约定的别名）`,
    );
  } else if (target.startsWith('..')) {
    report('error', from, `"${spec}" 在小程序目录之外：开发者工具不会打包它，真机上会找不到`);
  }
  return target;
}

async function compile(path: string, text: string): Promise<Compiled> {
  try {
    const { code } = await transform(text, {
      loader: path.endsWith('.ts') ? 'ts' : 'js',
      format: 'cjs',
      target: 'es2022',
      sourcefile: path,
      logLevel: 'silent',
    });
    const specs = [...code.matchAll(REQUIRE)].map(([, spec]) => spec ?? '');
    return { code, specs: [...new Set(specs)], faults: [] };
  } catch (error) {
    const faults = buildFaults(error);
    const thrown = `throw new SyntaxError(${JSON.stringify(`${path}: ${faults[0]?.message ?? ''}`)})`;
    return { code: thrown, specs: [], faults };
  }
}

function buildFaults(error: unknown): Compiled['faults'] {
  if (typeof error !== 'object' || error === null || !('errors' in error)) throw error;
  if (!Array.isArray(error.errors)) throw error;
  return error.errors.map((fault: { text: string; location?: { line: number } }) => ({
    line: fault.location?.line ?? 1,
    message: fault.text,
  }));
}
