import { Hono } from 'hono';
import { readFields, textOf } from '../server/read';
import type { Account, Accounts } from './accounts';

/** The web sign-in of CloudBase: `/auth/v1/…`. Bodies come as JSON, whatever their content type says. */
export const authRoutes = (accounts: Accounts): Hono => {
  const app = new Hono();

  app.post('/signin', async (c) => {
    const body = readFields(await c.req.text());
    const tokens = await accounts.signIn(textOf(body, 'username'), textOf(body, 'password'));
    return tokens
      ? c.json({ ...tokens, scope: '', groups: [] })
      : c.json(problem('invalid_password', 'username or password is incorrect'), 400);
  });

  app.post('/signin/custom', async (c) => {
    const body = readFields(await c.req.text());
    const tokens =
      textOf(body, 'provider_id') === 'custom'
        ? accounts.signInCustom(textOf(body, 'ticket'))
        : undefined;
    return tokens
      ? c.json({ ...tokens, scope: '', groups: [] })
      : c.json(problem('invalid_ticket', 'the ticket is not good or has expired'), 400);
  });

  app.post('/token', async (c) => {
    const body = readFields(await c.req.text());
    if (textOf(body, 'grant_type') !== 'refresh_token') {
      return c.json(problem('invalid_argument', 'only grant_type refresh_token is served'), 400);
    }
    const tokens = accounts.refresh(textOf(body, 'refresh_token'));
    return tokens
      ? c.json({ ...tokens, scope: '', groups: [] })
      : c.json(problem('invalid_refresh_token', 'refresh token does not exist or expired'), 400);
  });

  app.get('/user/me', (c) => {
    const account = accounts.whoIs(bearerOf(c.req.header('authorization')));
    return account
      ? c.json(profileOf(account))
      : c.json(problem('unauthenticated', 'the access token is missing, expired or revoked'), 401);
  });

  app.post('/revoke', async (c) => {
    const given = textOf(readFields(await c.req.text()), 'token');
    accounts.revoke(given || bearerOf(c.req.header('authorization')));
    return c.json({});
  });

  return app;
};

export const bearerOf = (header: string | undefined): string =>
  header?.startsWith('Bearer ') ? header.slice('Bearer '.length) : '';

const profileOf = ({ uid, username }: Account) => ({
  sub: uid,
  name: username,
  username,
  groups: [],
});

const problem = (error: string, error_description: string) => ({ error, error_description });
