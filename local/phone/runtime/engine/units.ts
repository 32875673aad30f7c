/** Loads scripts and registers the pages, components and behaviors they define. */
import { meta, unit } from '../app';
import { code } from './easel';
import { addStyle, scopeOf } from './styles';

type Definition = Record<string, unknown> & { behaviors?: unknown[]; options?: UnitOptions };

interface UnitOptions {
  styleIsolation?: string;
  addGlobalClass?: boolean;
}

/** Behaviors the platform provides by name. */
const PLATFORM_BEHAVIORS: Record<string, object> = {
  'wx://form-field': { properties: { name: String, value: { type: null } } },
  'wx://form-field-button': {},
  'wx://form-field-group': {},
  'wx://component-export': {},
};

const loading: string[] = [];
const loaded = new Map<string, { exports: unknown }>();
const registered = new Set<string>();
const behaviors = new Map<string, unknown>();
let templates: Record<string, unknown> | undefined;

/** Runs a module once, as `require` does. */
export function requireModule(id: string): unknown {
  const known = loaded.get(id);
  if (known) return known.exports;
  const entry = window.__phoneApp.modules[id];
  if (!entry) throw new Error(`module '${id}' is not defined`);
  const module = { exports: {} as unknown };
  loaded.set(id, module);
  const [deps, body] = entry;
  const path = id.replace(/\.(ts|js)$/, '');
  const isUnit = meta.units[path] !== undefined;
  if (isUnit) loading.push(path);
  try {
    const require = (spec: string): unknown => {
      const target = deps[spec];
      if (target === undefined) throw new Error(`cannot require '${spec}' from '${id}'`);
      return requireModule(target);
    };
    body(require, module, module.exports);
  } finally {
    if (isUnit) loading.pop();
  }
  return module.exports;
}

/** Registers a unit after the components it uses. */
export function loadUnit(path: string): void {
  if (registered.has(path)) return;
  registered.add(path);
  const { config, entry } = unit(path);
  for (const target of Object.values(config.usingComponents ?? {})) {
    if (meta.units[target.slice(1)]) loadUnit(target.slice(1));
  }
  for (const generic of Object.values(config.componentGenerics ?? {})) {
    const fallback = generic === true ? undefined : generic.default?.replace(/^\//, '');
    if (fallback !== undefined && meta.units[fallback]) loadUnit(fallback);
  }
  requireModule(entry);
}

/** `Page`, `Component` and `Behavior` for the scripts. */
export function installConstructors(): void {
  const Component = (definition: Definition): unknown => {
    const path = prepare(definition.options);
    return register(code.component(path), 'definition', {
      ...definition,
      properties: { ...asRecord(definition['properties']) },
    });
  };
  const Page = (definition: Definition): unknown =>
    register(code.component(prepare(definition.options)), 'pageDefinition', definition);
  const Behavior = (definition: Definition): unknown =>
    register(code.behavior(), 'definition', definition);
  Object.assign(window, { Page, Component, Behavior });
}

/** The builder's types follow each definition's literal shape, which only page code has. */
interface Builder {
  definition(definition: object): Builder;
  pageDefinition(definition: object): Builder;
  register(): unknown;
}

function register(
  builder: object,
  kind: 'definition' | 'pageDefinition',
  definition: Definition,
): unknown {
  const named = definition.behaviors?.map((one) => (typeof one === 'string' ? platform(one) : one));
  const complete = named ? { ...definition, behaviors: named } : definition;
  return (builder as Builder)[kind](complete).register();
}

function platform(name: string): unknown {
  if (!behaviors.has(name)) {
    behaviors.set(name, register(code.behavior(), 'definition', { ...PLATFORM_BEHAVIORS[name] }));
  }
  return behaviors.get(name);
}

/** Tells the engine the unit's settings, template and style scope before it registers. */
function prepare(options: UnitOptions = {}): string {
  const path = loading.at(-1);
  if (path === undefined)
    throw new Error('Page() or Component() outside of a page or component file');
  const { config, isPage } = unit(path);
  const isolation =
    config.styleIsolation ??
    options.styleIsolation ??
    (options.addGlobalClass ? 'apply-shared' : isPage ? 'shared' : 'isolated');
  const shared = isPage || isolation === 'shared' || isolation === 'page-shared';
  const scope = shared ? '' : scopeOf(path);
  // The engine types isolation as an enum of its own with the same strings.
  const settings = { ...config, component: true, styleIsolation: isPage ? 'shared' : isolation };
  code.addComponentStaticConfig(
    path,
    settings as Parameters<typeof code.addComponentStaticConfig>[1],
  );
  code.addStyleSheet(path, path, scope);
  // Compiled code takes the WXS hooks when it is first asked for, so not before they are there.
  templates ??= window.__phoneApp.templates();
  const template = { groupList: templates, content: templates[path] };
  code.addCompiledTemplate(path, template as Parameters<typeof code.addCompiledTemplate>[1]);
  if (!isPage) addStyle(path, scope);
  return path;
}

function asRecord(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
