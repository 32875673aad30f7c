import type { Identity } from './platform';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The platform's word on the caller. It rewrites the process's environment for every call and lists in
 * `…_CONTEXT_KEYS` which variables belong to this call; the SDKs read the same (`getWXContext`,
 * `auth().getUserInfo()`), but cost half a second to load where nothing else of them is needed.
 */
export function identityOf(env: Env): Identity {
  const listed = new Set(
    `${env['WX_CONTEXT_KEYS'] ?? ''},${env['TCB_CONTEXT_KEYS'] ?? ''}`.split(','),
  );
  const read = (name: string): string | null => (listed.has(name) ? env[name] || null : null);
  // An anonymous web session has a user id too; it is nobody we know.
  const known = read('TCB_ISANONYMOUS_USER') !== 'true';
  return {
    source: env['TCB_SOURCE'] ?? '',
    openid: read('WX_OPENID'),
    // Of a custom sign-in the name our own ticket gave; the platform's id of such a user says nothing to us.
    uid: known ? (read('TCB_CUSTOM_USER_ID') ?? read('TCB_UUID')) : null,
  };
}
