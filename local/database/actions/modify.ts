import { decode } from '../codec/decode';
import { encode } from '../codec/encode';
import { select, type Match } from '../plan/select';
import { compile } from '../query/compile';
import { isOperators } from '../query/compile';
import type { Collection } from '../store/collection';
import type { Writer } from '../transactions/writer';
import { compileUpdate, replacement, type Update } from '../update/apply';
import { field, type Doc, type Fields } from '../values/value';
import {
  collectionOf,
  filterOf,
  writerOf,
  type Action,
  type Context,
  type Params,
  type Reply,
} from './context';
import { insert, newId } from './insert';

/** `doc.update`, `doc.set` (replace or insert) and `where.update`. */
export const modifyDocument: Action = async (context, params) => {
  const request = read(context, params);
  const result = await durably(context, () => modify(request, params['multi'] === true));
  if (result.matched > 0 || params['upsert'] !== true) return { data: { updated: result.updated } };
  return durably(context, () => upsert(request, context));
};

/** `where.updateAndReturn`: the first match, counted even if nothing changed, with its new content. */
export const modifyAndReturnDoc: Action = async (context, params) => {
  const request = read(context, params);
  const { matched, last } = await durably(context, () => modify(request, false));
  return { data: { updated: matched, doc: last ? encode(last) : null } };
};

interface Request {
  readonly writer: Writer;
  readonly collection: Collection;
  readonly filter: Fields;
  readonly content: Fields;
  readonly replaces: boolean;
  readonly update: Update;
}

function read(context: Context, params: Params): Request {
  const filter = filterOf(context, params);
  const content = decode(params['data'], context.now);
  const replaces = params['merge'] === false;
  return {
    writer: writerOf(context, params),
    collection: collectionOf(context, params),
    filter,
    content,
    replaces,
    update: replaces
      ? (doc) => ({ doc: replacement(content, doc['_id'] ?? null), changed: true })
      : compileUpdate(operatorsOf(content), filter, context.now),
  };
}

/** Plain fields in an update mean `$set`, as the SDK itself encodes them. */
const operatorsOf = (content: Fields): Fields =>
  isOperators(content) || Object.keys(content).length === 0 ? content : { $set: content };

/** Waits until the writes are on disk, also where a later one of several was refused. */
async function durably<T>(context: Context, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    await context.store.durable();
  }
}

interface Result {
  matched: number;
  updated: number;
  last?: Doc;
}

async function modify(request: Request, multi: boolean): Promise<Result> {
  const { collection, filter, writer } = request;
  for (;;) {
    const limit = multi ? Infinity : 1;
    const matches = select(collection, { filter, limit }, writer.view);
    const result = await apply(request, matches);
    // The one document may have stopped matching while this waited for it; perhaps another one does.
    if (multi || matches.length === 0 || result.matched > 0) return result;
  }
}

async function apply(request: Request, matches: readonly Match[]): Promise<Result> {
  const { collection, filter, writer, update } = request;
  const result: Result = { matched: 0, updated: 0 };
  for (const match of matches) {
    const written = writer.write(collection, match.rec, (doc) => {
      if (!doc || (doc !== match.doc && !compile(filter)(doc))) return 'skip';
      result.matched++;
      const next = update(doc);
      result.last = next.doc;
      return next.changed ? { doc: next.doc } : 'skip';
    });
    if (typeof written === 'boolean' ? written : await written) result.updated++;
  }
  return result;
}

async function upsert(request: Request, context: Context): Promise<Reply> {
  const { collection, content, filter, writer } = request;
  const id = field(filter, '_id') ?? newId();
  const doc = request.replaces
    ? replacement(content, id)
    : compileUpdate(operatorsOf(content), filter, context.now, true)({ _id: id }).doc;
  return { data: { updated: 0, upsert_id: await insert(writer, collection, doc) } };
}
