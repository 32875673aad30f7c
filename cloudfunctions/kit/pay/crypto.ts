import {
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  createSign,
  createVerify,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** Reading a PEM costs three times the signature itself; a merchant has a handful of keys. */
const readOnce = (read: (pem: string) => KeyObject) => {
  const known = new Map<string, KeyObject>();
  return (pem: string): KeyObject => {
    const key = known.get(pem) ?? read(pem);
    known.set(pem, key);
    return key;
  };
};
const privateKeyOf = readOnce(createPrivateKey);
/** Of a public key or of a certificate. */
const publicKeyOf = readOnce(createPublicKey);

/** RSA-SHA256, PKCS#1 v1.5, base64: WeChat Pay v3's only signature here. */
export const sign = (privatePem: string, message: string): string =>
  createSign('RSA-SHA256').update(message, 'utf8').sign(privateKeyOf(privatePem), 'base64');

export function verify(publicPem: string, message: string, signature: string): boolean {
  try {
    return createVerify('RSA-SHA256')
      .update(message, 'utf8')
      .verify(publicKeyOf(publicPem), signature, 'base64');
  } catch {
    // A malformed key or signature verifies nothing.
    return false;
  }
}

export interface Resource {
  readonly algorithm: string;
  readonly ciphertext: string;
  readonly nonce: string;
  readonly associated_data?: string | undefined;
}
const TAG_BYTES = 16;

/** Opens what a callback carries: AES-256-GCM under the API v3 key, tag at the end. */
export function decrypt(apiV3Key: string, resource: Resource): string {
  const bytes = Buffer.from(resource.ciphertext, 'base64');
  if (resource.algorithm !== 'AEAD_AES_256_GCM' || bytes.length < TAG_BYTES)
    throw new Error('not an AEAD_AES_256_GCM resource');
  const decipher = createDecipheriv('aes-256-gcm', apiV3Key, resource.nonce, {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(resource.associated_data ?? ''));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  const text = Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]);
  return text.toString('utf8');
}

/** The `Authorization` header of a request; `url` is path and query. */
export function authorization(
  merchant: { mchid: string; serial: string; privateKey: string },
  request: { method: string; url: string; body: string },
  at: { timestamp: number; nonce: string },
): string {
  const { method, url, body } = request;
  const message = `${method}\n${url}\n${at.timestamp}\n${at.nonce}\n${body}\n`;
  const fields = {
    mchid: merchant.mchid,
    nonce_str: at.nonce,
    signature: sign(merchant.privateKey, message),
    timestamp: String(at.timestamp),
    serial_no: merchant.serial,
  };
  const list = Object.entries(fields).map(([name, value]) => `${name}="${value}"`);
  return `WECHATPAY2-SHA256-RSA2048 ${list.join(',')}`;
}
