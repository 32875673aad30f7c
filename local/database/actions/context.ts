import { decode } from '../codec/decode';
import { failed } from '../errors';
import type { Collection } from '../store/collection';
import type { Store } from '../store/store';
import type { Transactions } from '../transactions/registry';
import { plainWriter, transactionWriter, type Writer } from '../transactions/writer';
import type { Fields } from '../values/value';

/** What an action works with. */
export interface Context {
  readonly store: Store;
  readonly transactions: Transactions;
  now(): number;
}

/** The body of a request, apart from what concerns the transport. */
export type Params = Readonly<Record<string, unknown>>;

/** The top level of an answer, apart from the request id. */
export type Reply = Record<string, unknown>;

export type Action = (context: Context, params: Params) => Reply | Promise<Reply>;

export const collectionOf = (context: Context, params: Params): Collection =>
  context.store.collection(params['collectionName']);

export const filterOf = (context: Context, params: Params): Fields =>
  decode(params['query'], context.now);

/** Writes inside the request's transaction, or directly if it names none. */
export function writerOf(context: Context, params: Params): Writer {
  const id = params['transactionId'];
  return id === undefined || id === null || id === ''
    ? plainWriter(context.store)
    : transactionWriter(context.transactions.get(id));
}

const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

/** Refuses answers beyond the documented size. */
export function checkedList(list: string[]): string[] {
  let characters = 0;
  for (const text of list) characters += text.length;
  // A character is at most three bytes, so most answers need no exact count.
  if (characters * 3 <= MAX_ANSWER_BYTES) return list;
  const bytes = list.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (bytes > MAX_ANSWER_BYTES) throw failed('The response exceeds the limit of 16 MB');
  return list;
}
