import { createPublicKey, generateKeyPair, randomBytes, verify } from 'node:crypto';
import { promisify } from 'node:util';
import type { Records } from '../server/records';

/** What the console of the platform gives for the custom sign-in (自定义登录): functions sign tickets with it. */
export interface LoginKey {
  readonly private_key_id: string;
  readonly private_key: string;
  readonly env_id: string;
}

/** Making an RSA key takes a noticeable part of a second: a process that starts many worlds makes it once. */
let made: Promise<string> | undefined;

export async function openLoginKey(records: Records<LoginKey>, envId: string): Promise<LoginKey> {
  const known = records.get('key');
  if (known?.env_id === envId) return known;
  made ??= promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).then(({ privateKey }) => privateKey);
  const key = {
    private_key_id: randomBytes(16).toString('hex'),
    private_key: await made,
    env_id: envId,
  };
  records.set('key', key);
  return key;
}

/**
 * Whom a ticket `<key id>/@@/<JWT, RS256>` names; undefined when it is not ours, of another environment or past its
 * ten minutes. The times in it are milliseconds, as the SDK writes them.
 */
export function readTicket(ticket: string, key: LoginKey, nowMs: number): string | undefined {
  const [id, jwt = ''] = ticket.split('/@@/');
  const [header = '', payload = '', signature = ''] = jwt.split('.');
  if (id !== key.private_key_id) return undefined;
  const signed = Buffer.from(`${header}.${payload}`);
  const publicKey = createPublicKey(key.private_key);
  if (!verify('sha256', signed, publicKey, Buffer.from(signature, 'base64url'))) return undefined;
  // Signed by the holder of the key, so it has the SDK's shape.
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
    env?: unknown;
    exp?: unknown;
    uid?: unknown;
  };
  const good = claims.env === key.env_id && typeof claims.exp === 'number' && claims.exp > nowMs;
  return good && typeof claims.uid === 'string' && /^[\w-]{4,32}$/.test(claims.uid)
    ? claims.uid
    : undefined;
}
