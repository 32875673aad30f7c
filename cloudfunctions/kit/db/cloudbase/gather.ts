import type { Collection, Docs } from '#shared/model/docs';
import { Condition } from '../../conditions';
import type { Ask, Asked, Gathered, Link, Where } from '../../ports';
import { checkWhere } from '../values';
import { plainDoc, plainDocs } from './plain';
import type { SdkPipeline } from './sdk';

/** Names of joined lists; no field of ours begins so. */
const AS = 'also_';

/** One aggregation: the document, and a join for each thing asked for. Indexes serve its filters as they do queries. */
export function gathering(pipeline: SdkPipeline, id: string, asked: Asked): SdkPipeline {
  let stages = pipeline.match({ _id: id });
  for (const [name, one] of Object.entries(asked))
    if (one !== null) stages = stages.lookup({ ...joinOf(one), as: `${AS}${name}` });
  return stages;
}

function joinOf(one: Ask | Link): object {
  if ('idIn' in one) return { from: one.collection, localField: one.idIn, foreignField: '_id' };
  const { collection, where, sort, limit, only } = one;
  return {
    from: collection,
    pipeline: [
      { $match: filterOf(where, collection) },
      ...(sort ? [{ $sort: sort }] : []),
      ...(limit === undefined ? [] : [{ $limit: limit }]),
      ...(only ? [{ $project: Object.fromEntries(only.map((path) => [path, 1])) }] : []),
    ],
  };
}

/** A filter as the database's own JSON: pipelines are not translated by the SDK. */
function filterOf(where: Where, collection: string): object {
  checkWhere(where, collection);
  return Object.fromEntries(
    Object.entries(where).map(([path, wanted]) => [
      path,
      wanted instanceof Condition ? operatorOf(wanted) : wanted,
    ]),
  );
}

function operatorOf({ op, value }: Condition): object {
  if (op !== 'between') return { [`$${op}`]: value };
  const [from, to] = Array.isArray(value) ? (value as unknown[]) : [];
  return { $gte: from, $lt: to };
}

/** Takes the document and its joined lists apart again. */
export function gathered<C extends Collection, A extends Asked>(
  data: unknown,
  asked: A,
): { doc: Docs[C]; also: Gathered<A> } | undefined {
  const [row] = Array.isArray(data) ? (data as unknown[]) : [];
  if (typeof row !== 'object' || row === null) return undefined;
  const { lists, rest } = apart(row);
  const doc = plainDoc<C>(rest);
  if (!doc) return undefined;
  const also = Object.keys(asked).map((name) => [name, plainDocs(lists.get(name))]);
  // Each name with what its collection holds.
  return { doc, also: Object.fromEntries(also) as Gathered<A> };
}

function apart(row: object): { lists: Map<string, unknown>; rest: Record<string, unknown> } {
  const lists = new Map<string, unknown>();
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row))
    if (name.startsWith(AS)) lists.set(name.slice(AS.length), value);
    else rest[name] = value;
  return { lists, rest };
}
