import type { Change } from '../../ports';
import type { Doc } from './match';

type Node = Record<string, unknown>;

/** The object that holds the last part of a path, made on the way; refuses to make one below a plain value. */
function holder(root: Node, path: string): [Node, string] {
  const parts = path.split('.');
  const last = parts.pop() ?? path;
  let node = root;
  for (const part of parts) {
    const next = node[part];
    if (next === undefined) node[part] = {};
    else if (typeof next !== 'object' || next === null)
      throw new Error(`Cannot create field in element {${part}: ${JSON.stringify(next)}}`);
    node = node[part] as Node;
  }
  return [node, last];
}

const list = (node: Node, key: string): unknown[] => {
  const value = node[key];
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new Error(`The field '${key}' must be an array`);
  return value;
};

/** The document after a change; the given one stays as it was. */
export function changed(doc: Doc, change: Change): Doc {
  const next = structuredClone(doc) as Node & Doc;
  for (const [path, value] of Object.entries(change.set ?? {})) {
    const [node, key] = holder(next, path);
    node[key] = structuredClone(value);
  }
  for (const [path, by] of Object.entries(change.inc ?? {})) {
    const [node, key] = holder(next, path);
    const now = node[key] ?? 0;
    if (typeof now !== 'number') throw new Error(`Cannot apply $inc to a value of ${key}`);
    node[key] = now + by;
  }
  for (const path of change.unset ?? []) {
    const [node, key] = holder(next, path);
    delete node[key];
  }
  for (const [path, value] of Object.entries(change.push ?? {})) {
    const [node, key] = holder(next, path);
    node[key] = [...list(node, key), structuredClone(value)];
  }
  for (const [path, fields] of Object.entries(change.pull ?? {})) {
    const [node, key] = holder(next, path);
    node[key] = list(node, key).filter(
      (item) => !Object.entries(fields).every(([k, v]) => (item as Node)[k] === v),
    );
  }
  return next;
}
