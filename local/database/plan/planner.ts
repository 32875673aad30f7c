import type { Collection } from '../store/collection';
import type { Rec } from '../store/record';
import type { SecondaryIndex } from '../store/secondary-index';
import type { SortKey } from '../query/sort';
import type { Fields, Value } from '../values/value';
import { conditionsOf, type Condition } from './conditions';
import { orderFrom, spanOf } from './ranges';

/** How a filter's candidates are found; they still have to pass the filter. */
export interface Plan {
  readonly access: 'id' | 'hash' | 'range' | 'order' | 'scan';
  /** Name of the index used. */
  readonly index?: string;
  /** Whether the candidates come in the wanted order, so that reading can stop early. */
  readonly ordered: boolean;
  readonly candidates: Iterable<Rec>;
}

type Conditions = ReadonlyMap<string, Condition>;

/** Below this many candidates a hash look-up and a sort beat walking a list. */
const SMALL = 32;

/** Chooses the narrowest access path that cannot miss a match. */
export function plan(collection: Collection, filter: Fields, order: readonly SortKey[]): Plan {
  const conditions = conditionsOf(filter);
  const ids = conditions.get('_id')?.anyOf;
  if (ids) {
    const candidates = new Set(
      ids.map((id) => collection.find(id)).filter((rec) => rec !== undefined),
    );
    return { access: 'id', ordered: false, candidates };
  }
  const equal = narrowest(collection, conditions);
  if (equal && equal.size <= SMALL) return hashPlan(equal);
  const listed = listPlan(collection, conditions, order, equal);
  if (listed) return listed;
  if (equal) return hashPlan(equal);
  return { access: 'scan', ordered: order.length === 0, candidates: collection.records.values() };
}

/** Look-ups on the leading fields of one index. */
interface Equality {
  readonly index: SecondaryIndex;
  readonly buckets: readonly ReadonlySet<Rec>[];
  readonly size: number;
}

function narrowest(collection: Collection, conditions: Conditions): Equality | undefined {
  let best: Equality | undefined;
  for (const index of collection.indexes) {
    const tuples = leadingValues(index, conditions);
    if (!tuples) continue;
    const buckets = tuples.map((values) => index.equal(values));
    const size = buckets.reduce((sum, bucket) => sum + bucket.size, 0);
    if (!best || size < best.size) best = { index, buckets, size };
  }
  return best;
}

const hashPlan = ({ index, buckets }: Equality): Plan => ({
  access: 'hash',
  index: index.spec.name,
  ordered: false,
  candidates: buckets.length === 1 ? (buckets[0] ?? []) : new Set(buckets.flatMap((b) => [...b])),
});

/** Limits the product of several `$in` lists on one index. */
const MAX_TUPLES = 1000;

/** Every combination of values the leading fields may have; undefined if the first field is open. */
function leadingValues(index: SecondaryIndex, conditions: Conditions): Value[][] | undefined {
  let tuples: Value[][] = [[]];
  for (const [i, name] of index.fields.entries()) {
    const anyOf = conditions.get(name)?.anyOf;
    const isGeo = index.spec.keys[i]?.direction === '2dsphere';
    if (!anyOf || isGeo || tuples.length * anyOf.length > MAX_TUPLES) {
      return i === 0 ? undefined : tuples;
    }
    tuples = tuples.flatMap((tuple) => anyOf.map((value) => [...tuple, value]));
  }
  return tuples;
}

/** Walks a sorted list where a range or the wanted order can be read off it. */
function listPlan(
  collection: Collection,
  conditions: Conditions,
  order: readonly SortKey[],
  equal: Equality | undefined,
): Plan | undefined {
  let best: { plan: Plan; worth: number } | undefined;
  for (const index of collection.indexes) {
    if (index.isGeo) continue;
    const prefix = fixedPrefix(index, conditions);
    const next = conditions.get(index.fields[prefix.length] ?? '');
    const ranged = next?.low !== undefined || next?.high !== undefined;
    const direction = orderFrom(index, prefix.length, order);
    // A list that neither narrows nor orders is no better than what the caller has.
    if (!ranged && direction === undefined) continue;
    const worth = prefix.length * 4 + (ranged ? 2 : 0) + (direction === undefined ? 0 : 1);
    if (best && best.worth >= worth) continue;
    if (equal && equal.index !== index && prefix.length === 0) continue;
    const span = spanOf(index, prefix, next);
    const walk = index.list().walk(span, direction === -1);
    best = {
      worth,
      plan: {
        access: ranged ? 'range' : 'order',
        index: index.spec.name,
        ordered: direction !== undefined,
        candidates: index.multikey ? new Set(walk) : walk,
      },
    };
  }
  return best?.plan;
}

/** The leading fields that are fixed to one value each. */
function fixedPrefix(index: SecondaryIndex, conditions: Conditions): Value[] {
  const prefix: Value[] = [];
  for (const name of index.fields) {
    const anyOf = conditions.get(name)?.anyOf;
    const only = anyOf?.[0];
    if (anyOf?.length !== 1 || only === undefined) break;
    prefix.push(only);
  }
  return prefix;
}
