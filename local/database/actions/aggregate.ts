import { run } from '../aggregate/engine';
import { geoNear } from '../aggregate/geo-near';
import { decodeAny } from '../codec/decode';
import { encode } from '../codec/encode';
import { failed, invalidParam } from '../errors';
import { geoUse } from '../geo/operators';
import { geoFields, latest, select } from '../plan/select';
import { parseSort, type SortKey } from '../query/sort';
import type { Collection } from '../store/collection';
import { field, isFields, type Doc, type Fields, type Value } from '../values/value';
import { checkedList, collectionOf, type Action, type Context } from './context';

/** `aggregate().end()`; the SDK never sends a transaction with it, so it always reads the committed state. */
export const aggregateDocuments: Action = (context, params) => {
  const collection = collectionOf(context, params);
  const sent = params['stages'];
  if (!Array.isArray(sent) || sent.length === 0) throw invalidParam('stages 不能为空');
  const stages = sent.map((stage) => readStage(stage, context));
  const { docs, rest } = start(collection, stages);
  const results = run(docs, rest, (name, filter = {}) =>
    read(context.store.collection(name), { filter }),
  );
  return { data: { list: checkedList(results.map(encode)) } };
};

function readStage(stage: unknown, context: Context): Fields {
  if (typeof stage !== 'object' || stage === null) throw invalidParam('stages 格式不正确');
  const name: unknown = Reflect.get(stage, 'stageKey');
  if (typeof name !== 'string') throw invalidParam('stageKey 不能为空');
  return { [name]: decodeAny(Reflect.get(stage, 'stageValue'), context.now) };
}

/** Runs the leading stages that an index can serve and leaves the rest to the pipeline. */
function start(collection: Collection, stages: Fields[]): { docs: Doc[]; rest: Fields[] } {
  const [first, ...others] = stages;
  checkPlacement(others);
  const near = first && field(first, '$geoNear');
  if (isFields(near)) {
    const query = field(near, 'query');
    const docs = read(collection, { filter: isFields(query) ? query : {} });
    return { docs: geoNear(docs, near, geoKey(collection, near)), rest: others };
  }
  const match = first && field(first, '$match');
  const filter = isFields(match) ? match : {};
  if (geoUse(filter).near) {
    throw failed('$geoNear, $near, and $nearSphere are not allowed in this context');
  }
  const remaining = match === undefined ? stages : others;
  const order = sortOf(remaining[0]);
  if (!order) return { docs: read(collection, { filter }), rest: remaining };
  const limit = remaining[1] && field(remaining[1], '$limit');
  if (typeof limit !== 'number')
    return { docs: read(collection, { filter, order }), rest: remaining.slice(1) };
  return { docs: read(collection, { filter, order, limit }), rest: remaining.slice(1) };
}

const read = (
  collection: Collection,
  query: { filter: Fields; order?: SortKey[]; limit?: number },
): Doc[] => select(collection, query, latest).map(({ doc }) => doc);

/** A `$sort` stage as an order; undefined for any other stage. */
function sortOf(stage: Fields | undefined): SortKey[] | undefined {
  const order = stage && field(stage, '$sort');
  return isFields(order) ? parseSort(order) : undefined;
}

function checkPlacement(others: readonly Fields[]): void {
  if (others.some((stage) => '$geoNear' in stage)) {
    throw failed('$geoNear is only valid as the first stage in a pipeline.');
  }
}

/** The field `$geoNear` measures: the one it names, or the only one with a geo index. */
function geoKey(collection: Collection, near: Fields): string {
  const key: Value | undefined = field(near, 'key');
  const indexed = geoFields(collection);
  if (typeof key === 'string' && indexed.includes(key)) return key;
  const [only, second] = indexed;
  if (key !== undefined || only === undefined) {
    throw failed(
      `unable to find index for $geoNear query: ${collection.name} needs a 2dsphere index`,
    );
  }
  if (second !== undefined) {
    throw failed('There is more than one 2dsphere index; unsure which to use for $geoNear');
  }
  return only;
}
