import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Clock } from '../clock/clock';
import type { Records } from '../server/records';
import { readTicket, type LoginKey } from './custom';
import { readToken, writeToken } from './tokens';

const derive = promisify<string, string, number, Buffer>(scrypt);

/** A person who signs in with name and password. */
export interface Account {
  readonly uid: string;
  readonly username: string;
  readonly salt: string;
  readonly hash: string;
  /** Of who came with a ticket: the name our own function gave. */
  readonly customId?: string;
}

export interface Session {
  readonly sid: string;
  readonly uid: string;
  readonly refreshToken: string;
  /** Epoch ms. */
  readonly until: number;
}

export interface Tokens {
  readonly token_type: 'Bearer';
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
  readonly sub: string;
}

const NOBODY: Account = { uid: '', username: '', salt: 'nobody', hash: '00'.repeat(32) };

const fits = async (password: string, { salt, hash }: Account): Promise<boolean> =>
  timingSafeEqual(await derive(password, salt, 32), Buffer.from(hash, 'hex'));

const ACCESS_S = 7200;
const SESSION_MS = 30 * 86_400_000;

export interface AccountsOptions {
  readonly clock: Clock;
  readonly accounts: Records<Account>;
  readonly sessions: Records<Session>;
  /** Signs the access tokens of this world. */
  readonly key: string;
  /** Signs the tickets of the custom sign-in. */
  readonly loginKey: LoginKey;
}

/** Web sign-in: accounts, sessions, tokens. */
export const createAccounts = ({ clock, accounts, sessions, key, loginKey }: AccountsOptions) => {
  const nowS = () => Math.floor(clock.now() / 1000);

  const tokensOf = (session: Session): Tokens => {
    const claims = { sub: session.uid, sid: session.sid, iat: nowS(), exp: nowS() + ACCESS_S };
    return {
      token_type: 'Bearer',
      access_token: writeToken(claims, key),
      refresh_token: session.refreshToken,
      expires_in: ACCESS_S,
      sub: session.uid,
    };
  };

  const begin = (uid: string): Tokens => {
    const sid = randomBytes(12).toString('hex');
    const refreshToken = randomBytes(32).toString('base64url');
    const session = { sid, uid, refreshToken, until: clock.now() + SESSION_MS };
    sessions.set(sid, session);
    return tokensOf(session);
  };

  const sessionBy = (refreshToken: string): Session | undefined =>
    sessions.values().find((s) => s.refreshToken === refreshToken && s.until > clock.now());

  return {
    /** Makes or replaces an account; a changed password ends its sessions, the same one changes nothing. */
    saveUser: async (user: { uid: string; username: string; password: string }): Promise<void> => {
      const before = accounts.get(user.uid);
      if (before?.username === user.username && (await fits(user.password, before))) return;
      const salt = randomBytes(16).toString('hex');
      const hash = (await derive(user.password, salt, 32)).toString('hex');
      for (const { sid, uid } of sessions.values()) if (uid === user.uid) sessions.delete(sid);
      accounts.set(user.uid, { uid: user.uid, username: user.username, salt, hash });
    },
    removeUser: (uid: string): void => {
      accounts.delete(uid);
      for (const session of sessions.values())
        if (session.uid === uid) sessions.delete(session.sid);
    },
    signIn: async (username: string, password: string): Promise<Tokens | undefined> => {
      const account = accounts
        .values()
        .find((one) => one.username === username && one.customId === undefined);
      // An unknown name takes as long as a wrong password: nobody learns which names exist.
      const right = await fits(password, account ?? NOBODY);
      if (!account || !right) return undefined;
      return begin(account.uid);
    },
    /** The custom sign-in: the platform makes a user of its own for every name it has not seen. */
    signInCustom: (ticket: string): Tokens | undefined => {
      // Tickets are signed by functions, whose clock is the world's.
      const customId = readTicket(ticket, loginKey, clock.now());
      if (customId === undefined) return undefined;
      const uid = `custom_${customId}`;
      if (!accounts.get(uid)) {
        const nothing = { salt: 'none', hash: NOBODY.hash };
        accounts.set(uid, { uid, username: '', customId, ...nothing });
      }
      return begin(uid);
    },
    refresh: (refreshToken: string): Tokens | undefined => {
      const session = sessionBy(refreshToken);
      return session && tokensOf(session);
    },
    /** Takes an access or a refresh token; an unknown one is as good as revoked. */
    revoke: (token: string): void => {
      const sid = readToken(token, key, nowS())?.sid ?? sessionBy(token)?.sid;
      if (sid !== undefined) sessions.delete(sid);
    },
    /** Whose access token this is, if it is good. */
    whoIs: (accessToken: string): Account | undefined => {
      const claims = readToken(accessToken, key, nowS());
      return claims && sessions.get(claims.sid) ? accounts.get(claims.sub) : undefined;
    },
    find: (uid: string): Account | undefined => accounts.get(uid),
  };
};

export type Accounts = ReturnType<typeof createAccounts>;
