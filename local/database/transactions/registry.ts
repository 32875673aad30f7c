import { transactionGone } from '../errors';
import type { Store } from '../store/store';
import { Transaction } from './transaction';

/** The documented life of a transaction. */
const LIFE_MS = 30_000;

/** The open transactions by id; whatever is not here does not exist (any more). */
export class Transactions {
  readonly #store: Store;
  readonly #open = new Map<string, { transaction: Transaction; timer: NodeJS.Timeout }>();

  constructor(store: Store) {
    this.#store = store;
  }

  begin(): Transaction {
    const transaction = new Transaction(this.#store);
    const timer = setTimeout(() => this.abort(transaction.id), LIFE_MS);
    timer.unref();
    this.#open.set(transaction.id, { transaction, timer });
    return transaction;
  }

  get(id: unknown): Transaction {
    const found = typeof id === 'string' ? this.#open.get(id) : undefined;
    if (!found) throw transactionGone();
    return found.transaction;
  }

  commit(id: unknown): void {
    this.#end(this.get(id), true);
  }

  /** Ends without effect; a transaction that is gone already stays gone. */
  abort(id: string): void {
    const found = this.#open.get(id);
    if (found) this.#end(found.transaction, false);
  }

  abortAll(): void {
    for (const id of this.#open.keys()) this.abort(id);
  }

  #end(transaction: Transaction, apply: boolean): void {
    const found = this.#open.get(transaction.id);
    clearTimeout(found?.timer);
    this.#open.delete(transaction.id);
    transaction.end(apply);
  }
}
