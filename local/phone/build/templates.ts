/** WXML and WXS, compiled by WeChat's own template compiler into one expression. */
import { TmplGroup } from 'glass-easel-template-compiler';
import { resolveFile } from './resolve';
import type { Source } from './source';
import type { Report } from './types';

/** One entry of the compiler's warning list. */
interface TemplateFault {
  startLine: number;
  message: string;
}

const WXS_GLOBALS = [
  'var getRegExp=(a,b)=>new RegExp(a,b)',
  'getDate=(...a)=>new Date(...a)',
  '__ctor=(v)=>v==null?undefined:Object.prototype.toString.call(v).slice(8,-1);',
].join(',');

/** Q.A … Q.C are the compiler's hooks for `change:` listeners and WXS event handlers. */
const WXS_HOOKS = 'Q.A=window.__phoneWxs.change;Q.B=undefined;Q.C=window.__phoneWxs.event;';

/** In WXS `x.constructor` is a name ("Array"), not a function. */
const CONSTRUCTOR = /([A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*|\[[^\]]*\])*)\.constructor\b/g;

export interface Templates {
  /** JavaScript expression: template functions by path. */
  code: string;
  /** The text of every template and script, for finding used icon names. */
  texts: string[];
}

export function compileTemplates(
  source: Source,
  units: Iterable<string>,
  report: Report,
): Templates {
  const group = new TmplGroup();
  const texts: string[] = [];
  const seen = new Set<string>();

  const addScript = (path: string, from: string): void => {
    if (seen.has(`wxs:${path}`)) return;
    seen.add(`wxs:${path}`);
    const file = path.endsWith('.wxs') ? path : `${path}.wxs`;
    if (!source.has(file)) return report('error', from, `找不到 ${file}`);
    const text = source.read(file);
    texts.push(text);
    group.addScript(path, wxs(text));
    for (const [, spec] of text.matchAll(/require\(\s*['"]([^'"]+)['"]\s*\)/g)) {
      if (spec !== undefined) addScript(resolveFile(spec, path), file);
    }
  };

  const addTemplate = (path: string, from: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const file = `${path}.wxml`;
    if (!source.has(file)) return report('error', from, `找不到 ${file}`);
    const text = source.read(file);
    texts.push(text);
    const faults: TemplateFault[] = group.addTmpl(path, text);
    // What a library ships is not the author's to mend.
    const own = path.includes('miniprogram_npm/') ? [] : faults;
    for (const { startLine, message } of own) report('error', `${file}:${startLine + 1}`, message);
    for (const name of strings(group.getInlineScriptModuleNames(path))) {
      group.setInlineScript(path, name, wxs(group.getInlineScript(path, name)));
    }
    for (const next of strings(group.getDirectDependencies(path))) addTemplate(next, file);
    for (const next of strings(group.getScriptDependencies(path))) addScript(next, file);
  };

  for (const unit of units) addTemplate(unit, unit);
  group.setExtraRuntimeScript(WXS_GLOBALS + WXS_HOOKS);
  const code = group.getTmplGenObjectGroups();
  group.free();
  return { code, texts };
}

function wxs(text: string): string {
  return text.replace(CONSTRUCTOR, '__ctor($1)');
}

/** The compiler's lists are typed loosely; they hold strings. */
function strings(list: readonly unknown[]): string[] {
  return list.filter((item) => typeof item === 'string');
}
