import { ref } from 'vue';
import * as z from 'zod';

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

export type SignIn = 'ok' | 'wrong' | 'offline';

export async function signIn(username: string, password: string): Promise<SignIn> {
  try {
    const answer = await ask(`/auth/v1/signin?client_id=${__ENV_ID__}`, { username, password });
    const found = Tokens.safeParse(await answer.json());
    if (!answer.ok || !found.success) return answer.status >= 500 ? 'offline' : 'wrong';
    keep(found.data);
    return 'ok';
  } catch {
    return 'offline';
  }
}

export const signOut = (): void => keep(null);
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
