/** Text of unexpected errors may quote documents: phone numbers and openids never reach the log. */
export const scrub = (text: string): string =>
  text
    .replace(/(?<!\d)(1\d{2})\d{4}(\d{4})(?!\d)/g, '$1****$2')
    .replace(/\bo[A-Za-z0-9_-]{27}\b/g, 'o***');

/** What is worth knowing of an error: never its own fields, they may hold a request. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: scrub(String(error)) };
  const code = 'code' in error ? String(error.code) : undefined;
  return {
    error: scrub(`${error.name}: ${error.message}`).slice(0, 500),
    ...(code === undefined ? {} : { errorCode: code }),
    stack: scrub(error.stack ?? '')
      .split('\n')
      .slice(1, 8)
      .map((line) => line.trim()),
  };
}
