import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The deployment's own secrets: `LIANDIAN_…` variables. */
export type Keys = Readonly<Record<'LIANDIAN_DATA_KEYS' | 'LIANDIAN_INDEX_KEY', string>>;

const make = (): Keys => ({
  LIANDIAN_DATA_KEYS: `k1:${randomBytes(32).toString('hex')}`,
  LIANDIAN_INDEX_KEY: randomBytes(32).toString('hex'),
});

/** Keys of a local world: made once, kept beside its data (never in the repository). */
export function worldKeys(dir: string | undefined): Keys {
  if (!dir) return make();
  const file = path.join(dir, 'keys.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Keys;
  const keys = make();
  mkdirSync(dir, { recursive: true });
  writeFileSync(file, JSON.stringify(keys), { mode: 0o600 });
  return keys;
}
