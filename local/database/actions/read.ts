import { decode } from '../codec/decode';
import { encode } from '../codec/encode';
import { latest, select } from '../plan/select';
import { project } from '../query/projection';
import { parseSort } from '../query/sort';
import { checkedList, collectionOf, filterOf, writerOf, type Action } from './context';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;

/** `doc.get` and `where.get`; inside a transaction it reads the snapshot. */
export const getDocument: Action = (context, params) => {
  const { view } = writerOf(context, params);
  const isDoc = params['queryType'] === 'DOC';
  const limit = isDoc ? 1 : limitOf(params['limit']);
  const offset = Math.max(0, Math.trunc(Number(params['offset'] ?? 0)) || 0);
  const order = params['order'] ? parseSort(decode(params['order'], context.now)) : [];
  const filter = filterOf(context, params);
  const matches = select(collectionOf(context, params), { filter, order, offset, limit }, view);
  const shape = params['projection']
    ? project(decode(params['projection'], context.now))
    : undefined;
  const list = matches.map(({ doc }) => encode(shape ? shape(doc) : doc));
  return { data: { offset, limit, list: checkedList(list) } };
};

/** `where.count`; the SDK never sends a transaction with it, so it always counts the committed state. */
export const calculateDocument: Action = (context, params) => {
  const collection = collectionOf(context, params);
  const filter = filterOf(context, params);
  const everything = Object.keys(filter).length === 0;
  const total = everything ? collection.count : select(collection, { filter }, latest).length;
  return { data: { total } };
};

function limitOf(given: unknown): number {
  const limit = Math.trunc(Number(given ?? DEFAULT_LIMIT));
  return limit > 0 ? Math.min(limit, MAX_LIMIT) : DEFAULT_LIMIT;
}
