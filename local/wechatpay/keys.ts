import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { Records } from '../server/records';

/** What merchant and platform hold; made once per world and never used outside of it. */
export interface PayKeys {
  readonly mchid: string;
  /** The merchant's certificate serial, named in every request. */
  readonly merchantSerial: string;
  readonly merchantPrivateKey: string;
  readonly merchantPublicKey: string;
  /** 32 characters: encrypts what callbacks carry. */
  readonly apiV3Key: string;
  readonly platformKeyId: string;
  readonly platformPrivateKey: string;
  readonly platformPublicKey: string;
}

const MCHID = '1900000001';

const makePair = () =>
  promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

/** Making RSA keys takes a noticeable part of a second: a process that starts many worlds makes them once. */
let made: Promise<PayKeys> | undefined;

const make = async (): Promise<PayKeys> => {
  const [merchant, platform] = await Promise.all([makePair(), makePair()]);
  return {
    mchid: MCHID,
    merchantSerial: randomBytes(20).toString('hex').toUpperCase(),
    merchantPrivateKey: merchant.privateKey,
    merchantPublicKey: merchant.publicKey,
    apiV3Key: randomBytes(16).toString('hex'),
    platformKeyId: `PUB_KEY_ID_01${MCHID}${String(Date.now()).slice(0, 10)}`,
    platformPrivateKey: platform.privateKey,
    platformPublicKey: platform.publicKey,
  };
};

/** The keys of this world: the saved ones, or new ones. */
export const payKeys = async (saved: Records<PayKeys>): Promise<PayKeys> => {
  const before = saved.get('keys');
  if (before) return before;
  made ??= make();
  const keys = await made;
  saved.set('keys', keys);
  return keys;
};
