import { randomUUID } from 'node:crypto';
import { decode } from '../codec/decode';
import { duplicateKey, failed, invalidParam } from '../errors';
import type { Collection } from '../store/collection';
import type { Writer } from '../transactions/writer';
import { checkStorable } from '../update/storable';
import { isFields, type Doc, type Value } from '../values/value';
import { collectionOf, writerOf, type Action } from './context';

const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

/** `add`: one document or many; the first refusal stops, what came before stays (outside transactions). */
export const insertDocument: Action = async (context, params) => {
  const writer = writerOf(context, params);
  const collection = collectionOf(context, params);
  const texts = params['data'];
  if (!Array.isArray(texts) || texts.length === 0) throw invalidParam('data 不能为空');
  const insertedIds: Value[] = [];
  try {
    for (const text of texts) {
      if (typeof text === 'string' && text.length > MAX_DOCUMENT_BYTES) {
        throw failed('Document exceeds the maximum size of 16 MB');
      }
      insertedIds.push(await insert(writer, collection, decode(text, context.now)));
    }
  } finally {
    await context.store.durable();
  }
  return { data: { insertedIds } };
};

/** Adds a document under its own or a new `_id` and answers that. */
export async function insert(writer: Writer, collection: Collection, content: Doc): Promise<Value> {
  const { _id: given, ...rest } = content;
  const id = given ?? newId();
  if (Array.isArray(id) || id instanceof RegExp)
    throw failed(`can't use an array or regex for _id`);
  if (isFields(id)) checkStorable(id);
  checkStorable(rest);
  const rec = collection.reserve(id);
  try {
    const written = writer.write(collection, rec, (existing) => {
      if (existing) throw duplicateKey(collection.name, '_id_', `{ : ${JSON.stringify(id)} }`);
      return { doc: { _id: id, ...rest } };
    });
    if (typeof written !== 'boolean') await written;
  } finally {
    collection.forget(rec);
  }
  return id;
}

/** 32 hexadecimal digits, as the real one makes them. */
export const newId = (): string => randomUUID().replaceAll('-', '');
