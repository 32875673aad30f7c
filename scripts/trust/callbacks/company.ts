import { createCipheriv, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { PayConfig } from '../../../cloudfunctions/kit/config';
import { sign } from '../../../cloudfunctions/kit/pay/crypto';

const pair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

/** The platform's HTTP event. */
export interface Call {
  readonly httpMethod: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
export interface Said {
  readonly outTradeNo: string;
  readonly amountFen: number;
  /** Epoch ms at which it signs. */
  readonly at: number;
  /** Fields of the sealed notice in place of the right ones. */
  readonly notice?: object;
  readonly serial?: string;
  readonly signedBy?: 'key' | 'certificate' | 'stranger';
}

/** A payment company with keys of both modes, and what a merchant knows of it. */
export function company() {
  const keys = { key: pair(), certificate: pair(), stranger: pair() };
  const apiV3Key = randomBytes(16).toString('hex');
  const config: PayConfig = {
    mchid: '1900000001',
    appid: 'wx0000000000000001',
    serial: 'MERCHANT',
    privateKey: pair().privateKey,
    apiV3Key,
    platformKeys: new Map([
      ['PUB_KEY_ID_1', keys.key.publicKey],
      ['CERT_1', keys.certificate.publicKey],
    ]),
    baseUrl: '',
    notifyUrl: 'https://shop.example/notify',
  };

  /** A sealed and signed notice that somebody has paid. */
  const call = ({ outTradeNo, amountFen, at, notice, serial, signedBy = 'key' }: Said): Call => {
    const nonce = randomBytes(6).toString('hex');
    const cipher = createCipheriv('aes-256-gcm', apiV3Key, nonce).setAAD(
      Buffer.from('transaction'),
    );
    const told = {
      appid: config.appid,
      mchid: config.mchid,
      out_trade_no: outTradeNo,
      transaction_id: `4200${outTradeNo.slice(-8)}`,
      trade_state: 'SUCCESS',
      success_time: new Date(at).toISOString(),
      amount: { total: amountFen, currency: 'CNY' },
      ...notice,
    };
    const sealed = [cipher.update(JSON.stringify(told), 'utf8'), cipher.final()];
    const ciphertext = Buffer.concat([...sealed, cipher.getAuthTag()]).toString('base64');
    const algorithm = 'AEAD_AES_256_GCM';
    const resource = { algorithm, ciphertext, nonce, associated_data: 'transaction' };
    const body = JSON.stringify({ event_type: 'TRANSACTION.SUCCESS', resource });
    const timestamp = String(Math.floor(at / 1_000));
    return {
      httpMethod: 'POST',
      body,
      headers: {
        'wechatpay-serial': serial ?? (signedBy === 'certificate' ? 'CERT_1' : 'PUB_KEY_ID_1'),
        'wechatpay-timestamp': timestamp,
        'wechatpay-nonce': nonce,
        'wechatpay-signature': sign(keys[signedBy].privateKey, `${timestamp}\n${nonce}\n${body}\n`),
      },
    };
  };
  return { config, call };
}
