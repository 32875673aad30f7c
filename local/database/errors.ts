/** What the real backend answers as `code` + `message`; the SDK throws it under the same code. */
export class TcbError extends Error {
  override readonly name = 'TcbError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const CHECK = 'Please check your request, but if the problem';

/** A request the database engine refuses; the message is MongoDB's own where it is known. */
export const failed = (message: string): TcbError =>
  new TcbError('DATABASE_REQUEST_FAILED', `[FailedOperation] ${message}`);

export const invalidParam = (message: string): TcbError => new TcbError('INVALID_PARAM', message);

export const collectionMissing = (name: string): TcbError =>
  new TcbError(
    'DATABASE_COLLECTION_NOT_EXIST',
    `[ResourceNotFound] Db or Table not exist: ${name}. ${CHECK} cannot be solved, contact us.`,
  );

export const collectionLimit = (limit: number): TcbError =>
  new TcbError(
    'DATABASE_COLLECTION_EXCEED_LIMIT',
    `[LimitExceeded] The number of collections exceeds the limit of ${limit}.`,
  );

/** The `E11000` text is what callers look for: the real code differs from path to path. */
export const duplicateKey = (collection: string, index: string, key: string): TcbError =>
  new TcbError(
    'DATABASE_REQUEST_FAILED',
    `[FailedOperation] E11000 duplicate key error collection: ${collection} index: ${index} dup key: ${key}`,
  );

export const transactionConflict = (): TcbError =>
  new TcbError(
    'DATABASE_TRANSACTION_CONFLICT',
    `[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. ${CHECK} persists, contact us.`,
  );

export const transactionGone = (): TcbError =>
  new TcbError(
    'DATABASE_TRANSACTION_FAIL',
    `[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds. ${CHECK} persists, contact us.`,
  );
