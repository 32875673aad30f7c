import { Hono } from 'hono';
import type { Account, Accounts } from '../auth/accounts';
import { bearerOf } from '../auth/routes';
import type { Caller } from '../functions/identity';
import type { FailCode } from '../functions/outcome';
import type { Runtime } from '../functions/runtime';

const STATUS = {
  FUNCTION_NOT_FOUND: 404,
  FUNCTIONS_EXECUTE_FAIL: 500,
  FUNCTIONS_TIME_LIMIT_EXCEEDED: 504,
  EXCEED_MAX_PAYLOAD_SIZE: 413,
} as const satisfies Record<FailCode, number>;

/** Stands in a web page for everybody to see: whoever has not signed in yet calls with it, as nobody. */
export const PUBLISHABLE_KEY = 'local';

/** CloudBase's HTTP gateway: `POST /v1/functions/<name>` with a Bearer token, answered by the result as it is. */
export const webGateway = (runtime: Runtime, accounts: Accounts): Hono => {
  const app = new Hono();
  app.post('/functions/:name', async (c) => {
    const token = bearerOf(c.req.header('authorization'));
    const account = token === PUBLISHABLE_KEY ? 'anonymous' : accounts.whoIs(token);
    if (!account) {
      const code = token ? 'INVALID_CREDENTIALS' : 'MISSING_CREDENTIALS';
      return c.json({ code, message: 'sign in first', requestId: '' }, 401);
    }
    const event = (await c.req.text()) || '{}';
    if (!isJson(event))
      return c.json({ code: 'INVALID_PARAM', message: 'the body is not JSON' }, 400);
    const caller = callerOf(account);
    const { id, outcome } = await runtime.invoke(c.req.param('name'), event, caller);
    if (outcome.ok) return c.body(outcome.text, 200, { 'content-type': 'application/json' });
    const { code, message } = outcome;
    return c.json({ code, message, requestId: id }, STATUS[code]);
  });
  return app;
};

const callerOf = (account: Account | 'anonymous'): Caller => {
  if (account === 'anonymous') return { via: 'web', uid: 'anonymous', anonymous: true };
  const { uid, username, customId } = account;
  return { via: 'web', uid, username, ...(customId === undefined ? {} : { customId }) };
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
