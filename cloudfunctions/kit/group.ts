import type { Reply, CallSpec } from '#shared/contracts/kit';

type AnyMain = (event: unknown, context?: unknown) => Promise<unknown>;

/**
 * One deployable that serves several calls (an environment has room for 50 functions): `event.call` names
 * the call, for timers the platform's `TriggerName` does. Each keeps its own contract, checks and log line;
 * that it really was the platform's clock is checked there, not here.
 */
export function group(mains: Readonly<Record<string, AnyMain>>): AnyMain {
  const table = new Map(Object.entries(mains));
  return async (event, context) => {
    const name = nameIn(event);
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

function nameIn(event: unknown): unknown {
  if (typeof event !== 'object' || event === null) return undefined;
  if ('call' in event) return event.call;
  return 'TriggerName' in event ? event.TriggerName : undefined;
}
