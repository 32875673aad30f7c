import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** 32 MB and 80 ms a guess; online nobody has more than five of them (`domain/lockout`). */
const LOG_N = 15;
const R = 8;
const P = 1;
const BYTES = 32;

const derive = (password: string, salt: string, logN: number, r: number, p: number) =>
  new Promise<Buffer>((resolve, reject) => {
    const cost = { N: 2 ** logN, r, p, maxmem: 256 * 2 ** logN * r };
    scrypt(password.normalize('NFKC'), salt, BYTES, cost, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });

/** `scrypt.<log N>.<r>.<p>.<salt>.<hash>`: a stronger cost later leaves the old ones readable. */
export async function hashPassword(password: string, salt = randomBytes(16).toString('hex')) {
  const hash = await derive(password, salt, LOG_N, R, P);
  return `scrypt.${LOG_N}.${R}.${P}.${salt}.${hash.toString('base64url')}`;
}

/** Nobody's: an unknown name takes as long as a wrong password. */
export const NOBODYS = `scrypt.${LOG_N}.${R}.${P}.nobody.${Buffer.alloc(BYTES).toString('base64url')}`;

export async function passwordFits(password: string, stored: string): Promise<boolean> {
  const [kind, logN, r, p, salt = '', hash = ''] = stored.split('.');
  if (kind !== 'scrypt') return false;
  const right = Buffer.from(hash, 'base64url');
  const given = await derive(password, salt, Number(logN), Number(r), Number(p));
  return right.length === given.length && timingSafeEqual(right, given);
}
