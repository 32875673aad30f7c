import type { CollectionSpec } from '../types';
import type { Doc } from '../values/value';

/** A document's new content on disk; undefined removes it. */
export interface Change {
  readonly collection: string;
  readonly seq: number;
  readonly doc: Doc | undefined;
}

/** Where documents survive the process. */
export interface Storage {
  catalog(): readonly CollectionSpec[];
  /** Every stored document once, in natural order within its collection; read at opening. */
  documents(): Iterable<readonly [collection: string, seq: number, doc: Doc]>;
  /** Records a collection with all its indexes. */
  declare(spec: CollectionSpec): void;
  /** Queues changes that become durable together or not at all, after everything queued before. */
  append(changes: readonly Change[]): void;
  /** Resolves when everything queued so far has been synced; rejects if the disk failed. */
  durable(): Promise<void>;
  close(): Promise<void>;
}
