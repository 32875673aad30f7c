import { field, isFields, type Doc, type Value } from './value';

/** A dotted path, split once. */
export type Path = readonly string[];

export const parsePath = (dotted: string): Path => dotted.split('.');

const isIndex = (part: string): boolean => /^(0|[1-9]\d*)$/.test(part);

/**
 * Visits what a path can mean in a document until `visit` says true. An array on the way stands for each of
 * its objects (and, for a numeric part, for that element); `undefined` stands for a missing field.
 */
export function someLeaf(
  value: Value | undefined,
  path: Path,
  visit: (leaf: Value | undefined) => boolean,
  at = 0,
): boolean {
  const part = path[at];
  if (part === undefined) return visit(value);
  if (!Array.isArray(value)) {
    return isFields(value) ? someLeaf(field(value, part), path, visit, at + 1) : visit(undefined);
  }
  if (!isIndex(part)) {
    return value.some((item) => isFields(item) && someLeaf(item, path, visit, at));
  }
  const item = value[Number(part)];
  if (item !== undefined && someLeaf(item, path, visit, at + 1)) return true;
  // A number may also be a field's name; elements without that field say nothing.
  return value.some(
    (item) => isFields(item) && Object.hasOwn(item, part) && someLeaf(item, path, visit, at),
  );
}

/** All meanings of a path; empty where an array on the way holds no object. */
export function leaves(doc: Doc, path: Path): (Value | undefined)[] {
  const first = path[0];
  // Nearly every indexed field is a plain one.
  if (path.length === 1 && first !== undefined) return [field(doc, first)];
  const found: (Value | undefined)[] = [];
  someLeaf(doc, path, (leaf) => {
    found.push(leaf);
    return false;
  });
  return found;
}

/** The single value at a path that does not run through arrays. */
export function valueAt(doc: Doc, path: Path): Value | undefined {
  let value: Value | undefined = doc;
  for (const part of path) {
    if (Array.isArray(value)) value = isIndex(part) ? value[Number(part)] : undefined;
    else value = isFields(value) ? field(value, part) : undefined;
  }
  return value;
}
