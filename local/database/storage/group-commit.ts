/**
 * Collects operations while a batch is being synced and writes them as the next one: however many callers
 * write at once, each waits for about one sync. Order is kept, one `add` never spans two batches.
 */
export class GroupCommit<T> {
  readonly #write: (operations: readonly T[]) => Promise<void>;
  #pending: T[] = [];
  /** Settles with the batch that holds everything added so far. */
  #last: Promise<void> = Promise.resolve();
  #scheduled = false;

  constructor(write: (operations: readonly T[]) => Promise<void>) {
    this.#write = write;
  }

  add(operation: T): void {
    this.#pending.push(operation);
    if (this.#scheduled) return;
    this.#scheduled = true;
    // After a failed batch memory is ahead of the disk: every later one fails with the same error.
    this.#last = this.#last.then(() => this.#flush());
    // Callers hear of a failure through `durable`; without one it is nobody's unhandled rejection.
    this.#last.catch(() => undefined);
  }

  durable(): Promise<void> {
    return this.#last;
  }

  #flush(): Promise<void> {
    const operations = this.#pending;
    this.#pending = [];
    this.#scheduled = false;
    return this.#write(operations);
  }
}
