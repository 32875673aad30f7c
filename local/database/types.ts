/** One index of a collection, in CloudBase's own terms. */
export interface IndexSpec {
  readonly name: string;
  readonly keys: readonly { readonly field: string; readonly direction: 1 | -1 | '2dsphere' }[];
  readonly unique?: boolean;
}

/** A collection as the deployment declares it: nothing is created on first write. */
export interface CollectionSpec {
  readonly name: string;
  readonly indexes?: readonly IndexSpec[];
}

export interface DatabaseOptions {
  /** Data folder; without it everything lives in memory. */
  readonly dir?: string;
  /** Epoch ms; the local clock can be moved. */
  now(): number;
}

/** The document database behind the SDK's `database.*` actions. */
export interface Database {
  /** Creates missing collections and indexes; safe to repeat. */
  ensure(collections: readonly CollectionSpec[]): Promise<void>;
  /** One wire action (`database.getDocument` …); throws `TcbError` for what the real one answers as code + message. */
  handle(action: string, params: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** For the console: names, sizes and indexes. */
  describe(): { name: string; count: number; indexes: readonly IndexSpec[] }[];
  close(): Promise<void>;
}
