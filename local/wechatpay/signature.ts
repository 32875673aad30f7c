import {
  createCipheriv,
  createPrivateKey,
  createPublicKey,
  createSign,
  createVerify,
  randomBytes,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** Reading a PEM costs three times the signature itself, and a world has four. */
const readOnce = (read: (pem: string) => KeyObject) => {
  const known = new Map<string, KeyObject>();
  return (pem: string): KeyObject => {
    const key = known.get(pem) ?? read(pem);
    known.set(pem, key);
    return key;
  };
};
const privateKeyOf = readOnce(createPrivateKey);
const publicKeyOf = readOnce(createPublicKey);

/** RSA-SHA256 over lines that each end in a line feed: WeChat Pay v3's only form of signature. */
const lines = (parts: readonly (string | number)[]): string =>
  parts.map((one) => `${one}\n`).join('');

export const signLines = (parts: readonly (string | number)[], privateKey: string): string =>
  createSign('RSA-SHA256').update(lines(parts)).sign(privateKeyOf(privateKey), 'base64');

export const verifyLines = (
  parts: readonly (string | number)[],
  signature: string,
  publicKey: string,
): boolean =>
  createVerify('RSA-SHA256')
    .update(lines(parts))
    .verify(publicKeyOf(publicKey), signature, 'base64');

export interface Authorization {
  readonly mchid: string;
  readonly serial: string;
  readonly nonce: string;
  /** Epoch seconds. */
  readonly timestamp: number;
  readonly signature: string;
}

const SCHEME = 'WECHATPAY2-SHA256-RSA2048 ';

export const readAuthorization = (header: string): Authorization | undefined => {
  if (!header.startsWith(SCHEME)) return undefined;
  const fields = new Map(
    [...header.slice(SCHEME.length).matchAll(/(\w+)="([^"]*)"/g)].map((m) => [m[1], m[2] ?? '']),
  );
  const of = (name: string) => fields.get(name) ?? '';
  const timestamp = Number(of('timestamp'));
  return of('nonce_str') && Number.isSafeInteger(timestamp)
    ? {
        mchid: of('mchid'),
        serial: of('serial_no'),
        nonce: of('nonce_str'),
        timestamp,
        signature: of('signature'),
      }
    : undefined;
};

/** The headers that let the merchant verify an answer or a callback. */
export const signedHeaders = (
  body: string,
  nowMs: number,
  keys: { readonly platformKeyId: string; readonly platformPrivateKey: string },
): Record<string, string> => {
  const timestamp = Math.floor(nowMs / 1000);
  const nonce = randomBytes(16).toString('hex');
  return {
    'Wechatpay-Serial': keys.platformKeyId,
    'Wechatpay-Timestamp': String(timestamp),
    'Wechatpay-Nonce': nonce,
    'Wechatpay-Signature': signLines([timestamp, nonce, body], keys.platformPrivateKey),
    'Wechatpay-Signature-Type': 'WECHATPAY2-SHA256-RSA2048',
  };
};

/** What a callback carries: AES-256-GCM, the tag behind the text. */
export const sealResource = (
  text: string,
  originalType: string,
  apiV3Key: string,
  nonce = randomBytes(6).toString('hex'),
) => {
  const cipher = createCipheriv('aes-256-gcm', apiV3Key, nonce);
  cipher.setAAD(Buffer.from(originalType));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return {
    original_type: originalType,
    algorithm: 'AEAD_AES_256_GCM',
    nonce,
    associated_data: originalType,
    ciphertext: sealed.toString('base64'),
  };
};
