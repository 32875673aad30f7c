import { failed } from '../errors';
import { field, isFields, type Doc, type Fields, type Value } from '../values/value';
import { compile, fieldTest, isOperators } from './compile';
import { isScalarCondition } from './leaf-tests';

/** What to do with a field: keep it, drop it, look inside it, or replace its array by a part of it. */
type Rule = 'keep' | 'drop' | Tree | ((value: Value) => Value | undefined);
type Tree = Map<string, Rule>;

/** Compiles `field({ a: true, 'b.c': true })`; `_id` stays unless it is dropped by name. */
export function project(spec: Fields): (doc: Doc) => Doc {
  const names = Object.keys(spec).filter((name) => name !== '_id');
  const including = names.some((name) => isInclusion(spec[name])) || onlyId(spec, names);
  const tree: Tree = new Map();
  for (const name of names) add(tree, name, rule(spec[name] ?? null, including));
  const keepId = !isExclusion(spec['_id']);
  return (doc) => {
    const inner = including ? pick(doc, tree) : omit(doc, tree);
    const { _id: id, ...rest } = doc['_id'] === undefined ? inner : { ...inner, _id: doc['_id'] };
    return keepId && id !== undefined ? { _id: id, ...rest } : rest;
  };
}

const isExclusion = (value: Value | undefined): boolean => value === 0 || value === false;

/** `$elemMatch` selects fields, `$slice` only shortens one. */
const isInclusion = (value: Value | undefined): boolean =>
  isFields(value) ? !('$slice' in value) : !isExclusion(value);

const onlyId = (spec: Fields, names: string[]): boolean =>
  names.length === 0 && '_id' in spec && !isExclusion(spec['_id']);

function rule(value: Value, including: boolean): Rule {
  if (isFields(value) && isOperators(value)) return arrayRule(value);
  if (isFields(value)) {
    const tree: Tree = new Map();
    for (const [name, inner] of Object.entries(value)) add(tree, name, rule(inner, including));
    return tree;
  }
  if (isExclusion(value) === including) {
    throw failed('Cannot do exclusion on a field in inclusion projection, or the other way round.');
  }
  return including ? 'keep' : 'drop';
}

function add(tree: Tree, dotted: string, value: Rule): void {
  const [head = '', ...tail] = dotted.split('.');
  if (tail.length === 0) {
    tree.set(head, value);
    return;
  }
  const existing = tree.get(head);
  const inner: Tree = existing instanceof Map ? existing : new Map();
  tree.set(head, inner);
  add(inner, tail.join('.'), value);
}

function arrayRule(operators: Fields): (value: Value) => Value | undefined {
  const cut = field(operators, '$slice');
  if (cut !== undefined) return (value) => (Array.isArray(value) ? slice(value, cut) : value);
  const condition = field(operators, '$elemMatch');
  if (!isFields(condition)) throw failed('Unsupported projection option');
  const scalar = isScalarCondition(condition);
  const test = scalar ? fieldTest(['v'], condition) : compile(condition);
  return (value) => {
    const items = Array.isArray(value) ? value : [];
    const found = items.find((item) => (scalar ? test({ v: item }) : isFields(item) && test(item)));
    return found === undefined ? undefined : [found];
  };
}

/** `n`, `-n` or `[skip, limit]`, as MongoDB counts. */
function slice(items: Value[], cut: Value): Value[] {
  const [skip, limit] = Array.isArray(cut) ? cut.map(Number) : [Number(cut), undefined];
  if (skip === undefined || !Number.isInteger(skip)) throw failed('$slice needs integers');
  if (limit === undefined) return skip < 0 ? items.slice(skip) : items.slice(0, skip);
  const start = skip < 0 ? Math.max(0, items.length + skip) : skip;
  return items.slice(start, start + limit);
}

function pick(fields: Fields, tree: Tree): Fields {
  const out: Fields = {};
  for (const [name, value] of Object.entries(fields)) {
    const action = tree.get(name);
    const kept = action === undefined ? undefined : applyRule(value, action, pick, true);
    if (kept !== undefined) out[name] = kept;
  }
  return out;
}

function omit(fields: Fields, tree: Tree): Fields {
  const out: Fields = {};
  for (const [name, value] of Object.entries(fields)) {
    const action = tree.get(name);
    const kept = action === undefined ? value : applyRule(value, action, omit, false);
    if (kept !== undefined) out[name] = kept;
  }
  return out;
}

type Walk = (fields: Fields, tree: Tree) => Fields;

/** Inclusion drops scalars where it expected an object, exclusion leaves them. */
function applyRule(value: Value, action: Rule, walk: Walk, including: boolean): Value | undefined {
  if (action === 'keep') return value;
  if (action === 'drop') return undefined;
  if (typeof action === 'function') return action(value);
  if (isFields(value)) return walk(value, action);
  if (!Array.isArray(value)) return including ? undefined : value;
  return value
    .map((item) => applyRule(item, action, walk, including))
    .filter((item) => item !== undefined);
}
