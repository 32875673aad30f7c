/** WXSS: imports put in place, units and selectors turned into what the browser runtime expects. */
import { type AtRule, parse, type Root } from 'postcss';
import { iconMasks } from './icons';
import { resolveFile } from './resolve';
import { browserSelector } from './selectors';
import type { Source } from './source';
import { hash, type Store } from './store';
import { browserUnits } from '../units';
import type { Report } from './types';

/** A file's own rules, cut at its imports. */
export interface Sheet {
  /** Imported paths as written; they come before `css`, as CSS demands. */
  imports: string[];
  css: string;
  fault?: { line: number; message: string };
}

export interface StyleContext {
  source: Source;
  store: Store<Sheet>;
  /** Icon names that occur in the app. */
  words: ReadonlySet<string>;
  iconDir: string | undefined;
  report: Report;
}

/** The compiled text of a WXSS file with everything it imports. */
export async function compileStyle(
  context: StyleContext,
  path: string,
  stack: readonly string[] = [],
): Promise<string> {
  const { source, report } = context;
  const sheet = await readSheet(context, path);
  if (sheet.fault) report('error', `${path}:${sheet.fault.line}`, sheet.fault.message);
  const parts: string[] = [];
  for (const spec of sheet.imports) {
    const target = resolveFile(spec, path);
    if (stack.includes(target)) continue;
    if (source.has(target)) parts.push(await compileStyle(context, target, [...stack, path]));
    else report('error', path, `找不到 @import "${spec}"`);
  }
  return [...parts, sheet.css].join('\n');
}

async function readSheet(
  { source, store, words, iconDir }: StyleContext,
  path: string,
): Promise<Sheet> {
  const text = source.read(path);
  const font = path.endsWith('/icon/icon.wxss') && iconDir !== undefined;
  if (!font) return store.get(hash(path, text), () => compile(path, text, () => {}));
  const key = hash(path, text, [...words].sort().join());
  return store.get(key, () => compile(path, text, (root) => iconMasks(root, words, iconDir)));
}

function compile(path: string, text: string, after: (root: Root) => void): Sheet {
  try {
    const root = parse(text, { from: path });
    const imports: string[] = [];
    root.walkAtRules('import', (rule) => {
      const spec = /['"]([^'"]+)['"]/.exec(rule.params)?.[1];
      if (spec !== undefined) imports.push(spec);
      rule.remove();
    });
    root.walkRules((rule) => {
      if (!isKeyframes(rule.parent)) rule.selector = browserSelector(rule.selector);
    });
    // Fonts from a vendor's server never load here: blank squares instead of icons.
    root.walkAtRules('font-face', (rule) => {
      if (/url\(\s*['"]?(https?:)?\/\//.test(rule.toString())) rule.remove();
    });
    after(root);
    return { imports, css: browserUnits(root.toString()) };
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'CssSyntaxError') throw error;
    const line = 'line' in error && typeof error.line === 'number' ? error.line : 1;
    const message = 'reason' in error ? String(error.reason) : error.message;
    return { imports: [], css: '', fault: { line, message } };
  }
}

function isKeyframes(parent: unknown): boolean {
  if (typeof parent !== 'object' || parent === null || !('type' in parent)) return false;
  return parent.type === 'atrule' && (parent as AtRule).name.endsWith('keyframes');
}
