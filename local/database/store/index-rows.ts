import { failed } from '../errors';
import { parseShape } from '../geo/shapes';
import type { IndexSpec } from '../types';
import { keyOf } from '../values/key';
import { leaves, parsePath, type Path } from '../values/path';
import type { Doc, Value } from '../values/value';

/** What an index holds of a document. */
export interface Rows {
  /** One row of values, or one per element of the array among the indexed fields. */
  readonly rows: Value[][];
  readonly fromArray: boolean;
}

/** Reads the rows of documents for one index. */
export class RowReader {
  /** Top-level fields the rows depend on. */
  readonly roots: readonly string[];
  readonly #spec: IndexSpec;
  readonly #paths: readonly Path[];

  constructor(spec: IndexSpec) {
    this.#spec = spec;
    this.#paths = spec.keys.map((key) => parsePath(key.field));
    this.roots = this.#paths.map((path) => path[0] ?? '');
  }

  read(doc: Doc): Rows {
    let rows: Value[][] = [[]];
    let arrays = 0;
    for (const [i, path] of this.#paths.entries()) {
      const geo = this.#spec.keys[i]?.direction === '2dsphere';
      const { values, fromArray } = geo ? GEO_VALUES : fieldValues(doc, path);
      arrays += Number(fromArray);
      if (arrays > 1) throw failed('cannot index parallel arrays');
      const only = values[0] ?? null;
      if (values.length === 1) for (const row of rows) row.push(only);
      else rows = rows.flatMap((row) => values.map((value) => [...row, value]));
    }
    return { rows, fromArray: arrays > 0 };
  }

  /** Refuses what is not a geometry in a geo field; a missing one is fine. */
  checkGeometry(doc: Doc): void {
    for (const [i, key] of this.#spec.keys.entries()) {
      if (key.direction !== '2dsphere') continue;
      for (const leaf of leaves(doc, this.#paths[i] ?? [])) {
        if (leaf == null || isGeometry(leaf)) continue;
        throw failed(
          `Can't extract geo keys: ${key.field}: unknown GeoJSON type or invalid coordinates`,
        );
      }
    }
  }
}

interface FieldValues {
  readonly values: readonly Value[];
  readonly fromArray: boolean;
}

/** Geometries are found by computing distances; only the other fields of a geo index have keys. */
const GEO_VALUES: FieldValues = { values: [null], fromArray: false };

/** What is indexed of a field: its value, or the distinct elements of an array; nothing counts as null. */
function fieldValues(doc: Doc, path: Path): FieldValues {
  const found = leaves(doc, path);
  const only = found[0];
  if (found.length === 1 && !Array.isArray(only)) {
    return { values: [only ?? null], fromArray: false };
  }
  const distinct = new Map<string, Value>();
  for (const leaf of found) {
    for (const item of Array.isArray(leaf) ? leaf : [leaf ?? null]) distinct.set(keyOf(item), item);
  }
  return { values: distinct.size > 0 ? [...distinct.values()] : [null], fromArray: true };
}

const isGeometry = (value: Value): boolean =>
  parseShape(value) !== undefined ||
  (Array.isArray(value) && value.every((item) => parseShape(item) !== undefined));
