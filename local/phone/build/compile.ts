/** One full build of an app from its source folder. */
import { bundleTool, TOOL_FILES } from './bundle';
import { emit } from './emit';
import { findIcons, quotedWords } from './icons';
import { compileScripts, type Compiled } from './scripts';
import { Source } from './source';
import { hash, Store } from './store';
import { compileStyle, type Sheet, type StyleContext } from './styles';
import { compileTemplates } from './templates';
import type { AppMeta, PhoneOptions, PhoneProblem, Report } from './types';
import { walk } from './walk';

export interface CompileResult {
  problems: PhoneProblem[];
  files: string[];
  /** Text of every file read, by place on disk. */
  inputs: ReadonlyMap<string, string>;
}

export async function compile(
  root: string,
  names: readonly string[],
  tool: string,
  options: PhoneOptions,
): Promise<CompileResult> {
  const { outDir, cacheDir } = options;
  const problems: PhoneProblem[] = [];
  const report: Report = (level, at, message) => void problems.push({ level, at, message });
  const source = new Source(root, options.alias);

  const bundled = bundleTool(outDir, cacheDir, tool);
  const { app, appEntry, pages, units } = walk(source, report);
  const templates = compileTemplates(source, units.keys(), report);
  const scripts = new Store<Compiled>(cacheDir, `scripts-${tool}`);
  const entries = [...units.values()].map(({ entry }) => entry);
  const modules = await compileScripts(
    source,
    appEntry ? [appEntry, ...entries] : entries,
    scripts,
    report,
  );

  const sheets = new Store<Sheet>(cacheDir, `sheets-${tool}`);
  const codes = [...modules.values()].map(({ code }) => code);
  const words = quotedWords([...templates.texts, ...codes]);
  const context: StyleContext = { source, store: sheets, words, iconDir: findIcons(), report };
  const styles: Record<string, string> = {};
  for (const path of ['app', ...units.keys()]) {
    if (source.has(`${path}.wxss`)) styles[path] = await compileStyle(context, `${path}.wxss`);
  }

  const meta: AppMeta = {
    app,
    appEntry,
    pages,
    units: Object.fromEntries(units),
    styles,
    live: options.live ?? false,
    build: hash(tool, ...[...source.inputs].flat()),
  };
  const written = emit({ meta, templates: templates.code, modules }, root, names, outDir);
  await bundled;
  scripts.save();
  sheets.save();
  return { problems, files: [...written, ...TOOL_FILES], inputs: source.inputs };
}
