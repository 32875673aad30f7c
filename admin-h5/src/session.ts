import { ref } from 'vue';
import * as z from 'zod';
import { deployableOf } from '#shared/contracts/index';

/** What the sign-in service answers. */
const Tokens = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  expires_in: z.number().optional(),
});
type Tokens = z.infer<typeof Tokens>;

const KEY = 'liandian.session';
const gateway = (path: string): string => `${__GATEWAY__}${path}`;

function restore(): Tokens | null {
  try {
    return Tokens.parse(JSON.parse(sessionStorage.getItem(KEY) ?? 'null'));
  } catch {
    // Absent or of an older build: sign in again.
    return null;
  }
}

/** Tokens of this tab; they end with it. */
const tokens = ref<Tokens | null>(restore());

function keep(next: Tokens | null): void {
  tokens.value = next;
  if (next) sessionStorage.setItem(KEY, JSON.stringify(next));
  else sessionStorage.removeItem(KEY);
}

const ask = (path: string, body: unknown): Promise<Response> =>
  fetch(gateway(path), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

export type SignIn = 'ok' | 'wrong' | 'locked' | 'offline';

/** What `signInHq` answers; whoever signs in is nobody yet and calls with the key everybody may see. */
const Ticket = z.union([
  z.object({ ok: z.literal(true), data: z.object({ ticket: z.string() }) }),
  z.object({ ok: z.literal(false), code: z.string() }),
]);

/** By a login of ours; who has none yet, by an account of the platform. */
export async function signIn(username: string, password: string): Promise<SignIn> {
  try {
    const asked = await fetch(gateway(`/v1/functions/${deployableOf('signInHq')}`), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${__PUBLISHABLE_KEY__}`,
      },
      body: JSON.stringify({ call: 'signInHq', username, password }),
    });
    const ours = Ticket.safeParse(await asked.json());
    if (ours.success && ours.data.ok)
      return (await enter(ours.data.data.ticket)) ? 'ok' : 'offline';
    if (ours.success && !ours.data.ok && ours.data.code === 'LOCKED') return 'locked';
    return await take(`/auth/v1/signin?client_id=${__ENV_ID__}`, { username, password });
  } catch {
    return 'offline';
  }
}

/** Begins the session that a ticket of ours stands for. */
export const enter = async (ticket: string): Promise<boolean> =>
  (await take(`/auth/v1/signin/custom?client_id=${__ENV_ID__}`, {
    provider_id: 'custom',
    ticket,
  })) === 'ok';

async function take(path: string, body: unknown): Promise<SignIn> {
  const answer = await ask(path, body);
  const found = Tokens.safeParse(await answer.json());
  if (!answer.ok || !found.success) return answer.status >= 500 ? 'offline' : 'wrong';
  keep(found.data);
  return 'ok';
}

/** Ends this session at the platform too; that it may be offline stops nobody. */
export function signOut(): void {
  const token = tokens.value?.refresh_token;
  keep(null);
  if (token) void ask(`/auth/v1/revoke?client_id=${__ENV_ID__}`, { token }).catch(() => undefined);
}
export const signedIn = (): boolean => tokens.value !== null;
export const bearer = (): string => `Bearer ${tokens.value?.access_token ?? ''}`;

let renewing: Promise<boolean> | undefined;

/** Trades the refresh token for new ones; callers that ask together share one trade. */
export function renew(): Promise<boolean> {
  renewing ??= trade().finally(() => {
    renewing = undefined;
  });
  return renewing;
}

async function trade(): Promise<boolean> {
  if (!tokens.value) return false;
  const answer = await ask(`/auth/v1/token?client_id=${__ENV_ID__}`, {
    grant_type: 'refresh_token',
    refresh_token: tokens.value.refresh_token,
    client_id: __ENV_ID__,
  });
  const found = Tokens.safeParse(await answer.json().catch(() => null));
  // A refusal ends the session; a server that is down does not.
  if (answer.ok && found.success) keep(found.data);
  else if (answer.status < 500) keep(null);
  return answer.ok && found.success;
}
