/**
 * What went wrong, from code and message: the two SDKs spell the same failure differently, and
 * wx-server-sdk loses the code altogether.
 */
const textOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return String(error);
  const { code, errCode, message, errMsg } = error as Record<string, unknown>;
  return [code, errCode, message, errMsg].map((part) => String(part ?? '')).join(' ');
};

/** Another transaction was first; nothing of ours was applied. */
export const isConflict = (error: unknown): boolean =>
  /DATABASE_TRANSACTION_CONFLICT|TransactionConflict|Transaction is conflict|WriteConflict/i.test(
    textOf(error),
  );

/** The transaction is gone (30 s passed, or the server ended it after a conflict); nothing was applied. */
export const isExpired = (error: unknown): boolean =>
  /DATABASE_TRANSACTION_FAIL|TransactionNotExist|Transaction does not exist/i.test(textOf(error));

export const isDuplicate = (error: unknown): boolean =>
  /DATABASE_DUPLICATE_WRITE|E11000|(^|\D)11000(\D|$)|duplicate key/i.test(textOf(error));

/** No answer came: whether the server did it is unknown. */
export const isUnknown = (error: unknown): boolean =>
  /ECONNRESET|ETIMEDOUT|ESOCKETTIMEDOUT|ECONNREFUSED|EPIPE|ECONNABORTED|socket hang up|DATABASE_TIMEOUT/i.test(
    textOf(error),
  );
