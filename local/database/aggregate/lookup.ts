import { Lazy, type Iterator } from 'mingo/lazy';
import { $lookup } from 'mingo/operators/pipeline';
import type { Options } from 'mingo/types';
import { isFields, type Doc, type Fields, type Value } from '../values/value';

/** Documents of a collection for `$lookup`: those a filter finds by the indexes, all of them without one. */
export type Resolve = (collection: string, filter?: Fields) => Doc[];

/** Beyond this many values a look-up of each is no longer clearly better than a scan. */
const MOST_KEYS = 1000;

/**
 * `$lookup` with the indexes' help: what could join is found by them, and mingo joins that instead of the whole
 * collection.
 */
export function lookup(rows: Iterator, spec: Fields, options: Options, resolve: Resolve): Iterator {
  const { from, localField, foreignField } = spec;
  const steps = stepsOf(spec);
  const match = steps[0]?.['$match'];
  if (typeof from !== 'string') return join(rows, spec, options);
  if (typeof localField === 'string' && typeof foreignField === 'string')
    return rows.transform((all) => {
      const keys = keysOf(all as Fields[], localField);
      return join(
        Lazy(all),
        keys ? { ...spec, from: resolve(from, { [foreignField]: { $in: keys } }) } : spec,
        options,
      );
    });
  if (!isFields(match) || usesVariables(match)) return join(rows, spec, options);
  const found = { ...spec, from: resolve(from, match), pipeline: steps.slice(1) };
  return join(rows, found, options);
}

/** The stages of its own pipeline; none where it joins by fields alone. */
export const stepsOf = ({ pipeline }: Fields): Fields[] =>
  Array.isArray(pipeline) ? pipeline.filter(isFields) : [];

/** mingo takes the documents to join in place of their collection's name. */
const join = (rows: Iterator, spec: Fields, options: Options): Iterator =>
  $lookup(rows, spec as unknown as Parameters<typeof $lookup>[1], options);

/** The values to look up, or undefined where only a scan tells what joins. */
function keysOf(rows: readonly Fields[], name: string): Value[] | undefined {
  if (name.includes('.')) return undefined;
  const keys = new Set<Value>();
  for (const row of rows) {
    const key = row[name] ?? null;
    if (key !== null && typeof key === 'object') return undefined;
    keys.add(key);
  }
  return keys.size > MOST_KEYS ? undefined : [...keys];
}

/** Only `$expr` can name the variables of the outer document. */
const usesVariables = (filter: Value): boolean =>
  Array.isArray(filter)
    ? filter.some(usesVariables)
    : isFields(filter) &&
      Object.entries(filter).some(([name, inner]) => name === '$expr' || usesVariables(inner));
