import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { Seal } from './ports';
import { base32 } from './ids';

export interface Keys {
  /** Key id and 32 bytes; the first one seals, all open. */
  readonly data: readonly { readonly id: string; readonly key: Buffer }[];
  readonly index: Buffer;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** `138 0013-8000`, `+86 138…`, full-width digits → `13800138000`; anything else is no mainland mobile number. */
export function normalPhone(text: string): string | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s()-]/g, '')
    .replace(/^\+86/, '');
  return /^1\d{10}$/.test(plain) ? plain : undefined;
}

export const maskPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`;

const subkey = (key: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `liandian|${purpose}`, 32));

/** A key of the deployment for derived ids; apart from the blind indexes. */
export const deriver = (index: Buffer) => {
  const key = subkey(index, 'derive');
  return (parts: readonly string[]): Uint8Array =>
    createHmac('sha256', key).update(JSON.stringify(parts)).digest();
};

/**
 * `cm1.<key id>.<base64url of iv, text, tag>`. The place is authenticated too: a ciphertext copied to another
 * person, field or collection does not open.
 */
export function createSeal(
  { data, index }: Keys,
  random: (n: number) => Buffer = randomBytes,
): Seal {
  const keys = new Map(data.map(({ id, key }) => [id, key]));
  const [newest] = data;
  if (!newest) throw new Error('no data key');
  const indexKeys = new Map<string, Buffer>();
  const aad = (place: Parameters<Seal['seal']>[0], keyId: string) =>
    Buffer.from(JSON.stringify(['cm1', place.collection, place.id, place.field, keyId]));

  return {
    seal(place, text) {
      const iv = random(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', newest.key, iv);
      cipher.setAAD(aad(place, newest.id));
      const body = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()]);
      return `cm1.${newest.id}.${Buffer.concat([body, cipher.getAuthTag()]).toString('base64url')}`;
    },
    open(place, sealed) {
      const [version, keyId = '', text = '', ...more] = sealed.split('.');
      const key = keys.get(keyId);
      const bytes = Buffer.from(text, 'base64url');
      if (version !== 'cm1' || more.length > 0 || !key || bytes.length < IV_BYTES + TAG_BYTES)
        throw new Error('not sealed by a known key');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(aad(place, keyId));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      const body = bytes.subarray(IV_BYTES, -TAG_BYTES);
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
    },
    index(kind, value) {
      const text = kind === 'phone' ? normalPhone(value) : value;
      if (text === undefined) throw new Error('not a phone number');
      let key = indexKeys.get(kind);
      if (!key) indexKeys.set(kind, (key = subkey(index, `index|${kind}`)));
      // 130 bits: short enough for ids, long enough for no two people to share one.
      return base32(createHmac('sha256', key).update(text, 'utf8').digest()).slice(0, 26);
    },
    newest: newest.id,
    isCurrent: (sealed) => sealed.startsWith(`cm1.${newest.id}.`),
    mac(purpose, text) {
      let key = indexKeys.get(`mac|${purpose}`);
      if (!key) indexKeys.set(`mac|${purpose}`, (key = subkey(index, `mac|${purpose}`)));
      return createHmac('sha256', key).update(text, 'utf8').digest('base64url');
    },
  };
}
