import type { Reply, CallSpec } from '#shared/contracts/kit';

type AnyMain = (event: unknown, context?: unknown) => Promise<unknown>;

/**
 * One deployable that serves several calls (an environment has room for 50 functions): `event.call` names
 * the call. Each keeps its own contract, checks and log line.
 */
export function group(mains: Readonly<Record<string, AnyMain>>): AnyMain {
  const table = new Map(Object.entries(mains));
  return async (event, context) => {
    const name =
      typeof event === 'object' && event !== null && 'call' in event ? event.call : undefined;
    const main = typeof name === 'string' ? table.get(name) : undefined;
    if (main) return main(event, context);
    const reply: Reply<CallSpec> = {
      ok: false,
      code: 'BAD_INPUT',
      message: '没有这个功能，请更新到最新版本后重试',
      traceId: '',
    };
    return reply;
  };
}
