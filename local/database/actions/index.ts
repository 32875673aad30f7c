import { invalidParam, TcbError } from '../errors';
import { aggregateDocuments } from './aggregate';
import type { Action, Context, Params, Reply } from './context';
import { insertDocument } from './insert';
import { modifyAndReturnDoc, modifyDocument } from './modify';
import { calculateDocument, getDocument } from './read';
import { removeDocument } from './remove';

const addCollection: Action = async ({ store }, params) => {
  const name = params['collectionName'];
  if (typeof name !== 'string' || name === '') throw invalidParam('collectionName 不能为空');
  if (store.has(name)) {
    throw new TcbError(
      'DATABASE_REQUEST_FAILED',
      `[ResourceInUse.TableExist] Table exist: ${name}.`,
    );
  }
  store.ensure({ name });
  await store.durable();
  return {};
};

const commitTransaction: Action = async ({ store, transactions }, params) => {
  transactions.commit(params['transactionId']);
  await store.durable();
  return {};
};

const abortTransaction: Action = ({ transactions }, params) => {
  transactions.abort(transactions.get(params['transactionId']).id);
  return {};
};

const ACTIONS: Readonly<Record<string, Action>> = {
  'database.addCollection': addCollection,
  'database.insertDocument': insertDocument,
  'database.getDocument': getDocument,
  'database.calculateDocument': calculateDocument,
  'database.modifyDocument': modifyDocument,
  'database.modifyAndReturnDoc': modifyAndReturnDoc,
  'database.removeDocument': removeDocument,
  'database.aggregateDocuments': aggregateDocuments,
  'database.startTransaction': ({ transactions }) => ({ transactionId: transactions.begin().id }),
  'database.commitTransaction': commitTransaction,
  'database.abortTransaction': abortTransaction,
};

/** Runs one action of the wire. Any refusal inside a transaction ends it, as in MongoDB. */
export async function perform(context: Context, action: string, params: Params): Promise<Reply> {
  const run = ACTIONS[action];
  if (!run) throw new TcbError('INVALID_ACTION', `未知的数据库操作 ${action}`);
  try {
    return await run(context, params);
  } catch (error) {
    const id = params['transactionId'];
    if (typeof id === 'string') context.transactions.abort(id);
    throw error;
  }
}
