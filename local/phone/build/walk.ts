/** Finds every page and component of the app, starting at app.json. */
import { posix } from 'node:path';
import { resolveComponent } from './resolve';
import type { Source } from './source';
import type { AppConfig, PageConfig, Report, UnitMeta } from './types';

export interface Walked {
  app: AppConfig;
  appEntry: string;
  pages: string[];
  units: Map<string, UnitMeta>;
}

export function walk(source: Source, report: Report): Walked {
  const app = readJson<AppConfig>(source, 'app', report) ?? { pages: [] };
  const packages = app.subPackages ?? app.subpackages ?? [];
  const pages = [
    ...app.pages,
    ...packages.flatMap(({ root, pages }) => pages.map((page) => posix.join(root, page))),
  ];
  const appEntry = source.script('app');
  if (appEntry === undefined) report('error', 'app.json', 'app.ts 或 app.js 不存在');

  const units = new Map<string, UnitMeta>();
  const visit = (path: string, isPage: boolean, from: string): void => {
    if (units.has(path)) return;
    const entry = source.script(path);
    if (entry === undefined || !source.has(`${path}.wxml`)) {
      const lacks = entry === undefined ? '.ts/.js' : '.wxml';
      report('error', from, `${isPage ? '页面' : '组件'} ${path} 缺少 ${lacks}`);
      return;
    }
    const config = readJson<PageConfig>(source, path, report) ?? {};
    if (!isPage && config.component !== true) {
      report('error', from, `${path}.json 要写 "component": true`);
    }
    const using = usedComponents(source, app, config, path);
    units.set(path, { config: { ...config, usingComponents: using }, entry, isPage });
    for (const target of Object.values(using)) visit(target.slice(1), false, `${path}.json`);
    for (const generic of Object.values(config.componentGenerics ?? {})) {
      const fallback = generic === true ? undefined : generic.default;
      const target = fallback && resolveComponent(source, fallback, path);
      if (target) visit(target, false, `${path}.json`);
    }
  };

  for (const page of pages) visit(page, true, 'app.json');
  if (app.tabBar?.custom) visit('custom-tab-bar/index', false, 'app.json');
  for (const { pagePath } of app.tabBar?.list ?? []) {
    if (!app.pages.includes(pagePath))
      report('error', 'app.json', `tabBar 页 ${pagePath} 不在主包`);
  }
  return { app, appEntry: appEntry ?? '', pages, units };
}

function usedComponents(
  source: Source,
  app: AppConfig,
  config: PageConfig,
  path: string,
): Record<string, string> {
  const using: Record<string, string> = {};
  for (const [tag, spec] of Object.entries({ ...app.usingComponents, ...config.usingComponents })) {
    const own = config.usingComponents?.[tag] !== undefined;
    const target = resolveComponent(source, spec, own ? path : 'app');
    if (target !== undefined) using[tag] = `/${target}`;
  }
  return using;
}

/** The boundary where a file's text becomes a shape we rely on; app.json's own faults are DevTools' business. */
function readJson<T>(source: Source, path: string, report: Report): T | undefined {
  if (!source.has(`${path}.json`)) return undefined;
  try {
    return JSON.parse(source.read(`${path}.json`));
  } catch (error) {
    report('error', `${path}.json`, error instanceof Error ? error.message : String(error));
    return undefined;
  }
}
