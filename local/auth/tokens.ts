import { createHmac, timingSafeEqual } from 'node:crypto';

/** What an access token says; `sid` ties it to a session that can be revoked. Times are epoch seconds. */
export interface Claims {
  readonly sub: string;
  readonly sid: string;
  readonly iat: number;
  readonly exp: number;
}

const HEADER = Buffer.from(JSON.stringify({ alg: 'HS256', typ: 'JWT' })).toString('base64url');

const sign = (text: string, key: string): Buffer => createHmac('sha256', key).update(text).digest();

export const writeToken = (claims: Claims, key: string): string => {
  const text = `${HEADER}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  return `${text}.${sign(text, key).toString('base64url')}`;
};

/** The claims of a token this key signed and that is still good; the algorithm is ours, never the token's. */
export const readToken = (token: string, key: string, nowS: number): Claims | undefined => {
  const [header, payload, signature] = token.split('.');
  if (header !== HEADER || payload === undefined || signature === undefined) return undefined;
  const given = Buffer.from(signature, 'base64url');
  const right = sign(`${header}.${payload}`, key);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  // Signed by us, so it has the shape we wrote.
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
  return claims.exp > nowS ? claims : undefined;
};
