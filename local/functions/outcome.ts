/** How a call ended, in the platform's own codes. */
export type Outcome =
  | { readonly ok: true; readonly text: string }
  | {
      readonly ok: false;
      readonly code: FailCode;
      readonly message: string;
      readonly stack?: string;
    };

export type FailCode =
  | 'FUNCTION_NOT_FOUND'
  | 'FUNCTIONS_EXECUTE_FAIL'
  | 'FUNCTIONS_TIME_LIMIT_EXCEEDED'
  | 'EXCEED_MAX_PAYLOAD_SIZE';

/** The numbers the mini-program client shows for the same failures. */
export const ERR_CODES: Readonly<Record<FailCode, number>> = {
  FUNCTION_NOT_FOUND: -501000,
  FUNCTIONS_EXECUTE_FAIL: -504002,
  FUNCTIONS_TIME_LIMIT_EXCEEDED: -504003,
  EXCEED_MAX_PAYLOAD_SIZE: -504002,
};

export const notFound = (name: string): Outcome => ({
  ok: false,
  code: 'FUNCTION_NOT_FOUND',
  message: `[FUNCTION_NOT_FOUND] FunctionName parameter could not be found. FunctionName: ${name}`,
});

export const timedOut = (timeLimitMs: number): Outcome => ({
  ok: false,
  code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED',
  message: `Invoking task timed out after ${timeLimitMs / 1000} seconds`,
});

export const failed = (message: string, stack?: string): Outcome => ({
  ok: false,
  code: 'FUNCTIONS_EXECUTE_FAIL',
  message,
  ...(stack === undefined ? {} : { stack }),
});

/** Both ways: the platform takes and gives at most 6 MiB. */
export const PAYLOAD_LIMIT = 6 * 1024 * 1024;

export const tooLarge = (what: 'event' | 'result', bytes: number): Outcome => ({
  ok: false,
  code: 'EXCEED_MAX_PAYLOAD_SIZE',
  message: `${what} body size is too long: ${bytes} bytes, at most ${PAYLOAD_LIMIT}`,
});
