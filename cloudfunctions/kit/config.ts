import type { Keys } from './seal';

type Env = Readonly<Record<string, string | undefined>>;

/** The deployment is set up wrong: said once, clearly, before anything is served. */
export class NotConfigured extends Error {
  constructor(name: string, why: string) {
    super(`环境变量 ${name} ${why}（在云函数的环境变量里设置，参见部署文档）`);
  }
}

function need(env: Env, name: string): string {
  const value = env[name];
  if (value === undefined || value === '') throw new NotConfigured(name, '没有设置');
  return value;
}

function key32(name: string, hex: string): Buffer {
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new NotConfigured(name, '必须是 64 位十六进制');
  const bytes = Buffer.from(hex, 'hex');
  // 00…0, 0101…01 and the like are examples somebody forgot to replace.
  if (new Set(bytes).size < 8) throw new NotConfigured(name, '是示例密钥，请换成随机生成的');
  return bytes;
}

/** `k2:<64 hex>,k1:<64 hex>`: the first seals, all open. */
export function dataKeys(env: Env): Keys {
  const name = 'LIANDIAN_DATA_KEYS';
  const data = need(env, name)
    .split(',')
    .map((part) => {
      const [id = '', hex = ''] = part.trim().split(':');
      if (!/^[a-z0-9]{1,8}$/.test(id)) throw new NotConfigured(name, '格式应为 k1:<64 位十六进制>');
      return { id, key: key32(name, hex) };
    });
  if (new Set(data.map((k) => k.id)).size < data.length)
    throw new NotConfigured(name, '有重复的密钥编号');
  const indexName = 'LIANDIAN_INDEX_KEY';
  const index = key32(indexName, need(env, indexName));
  if (data.some((k) => k.key.equals(index)))
    throw new NotConfigured(indexName, '不能与数据密钥相同');
  return { data, index };
}

export interface PayConfig {
  readonly mchid: string;
  readonly appid: string;
  /** Serial of the merchant's certificate. */
  readonly serial: string;
  /** PEM. */
  readonly privateKey: string;
  /** 32 characters. */
  readonly apiV3Key: string;
  /** Certificate serial or `PUB_KEY_ID_…` → PEM of key or certificate; several during a switch. */
  readonly platformKeys: ReadonlyMap<string, string>;
  readonly baseUrl: string;
  readonly notifyUrl: string;
}

/** PEM travels as base64url: environment variables of functions are split at `;` and `=`. */
function pem(name: string, text: string): string {
  const decoded = Buffer.from(text, 'base64url').toString('utf8');
  if (!decoded.startsWith('-----BEGIN ')) throw new NotConfigured(name, '不是 base64url 的 PEM');
  return decoded;
}

export function payConfig(env: Env): PayConfig {
  const keysName = 'WECHATPAY_PUBLIC_KEYS';
  const apiV3Key = need(env, 'WECHATPAY_APIV3_KEY');
  if (Buffer.byteLength(apiV3Key) !== 32)
    throw new NotConfigured('WECHATPAY_APIV3_KEY', '必须是 32 个字符');
  return {
    mchid: need(env, 'WECHATPAY_MCHID'),
    appid: need(env, 'WECHATPAY_APPID'),
    serial: need(env, 'WECHATPAY_SERIAL'),
    privateKey: pem('WECHATPAY_PRIVATE_KEY', need(env, 'WECHATPAY_PRIVATE_KEY')),
    apiV3Key,
    platformKeys: new Map(
      need(env, keysName)
        .split(',')
        .map((part) => {
          const at = part.indexOf(':');
          return [part.slice(0, at).trim(), pem(keysName, part.slice(at + 1).trim())] as const;
        }),
    ),
    baseUrl: (env['WECHATPAY_BASE_URL'] ?? 'https://api.mch.weixin.qq.com').replace(/\/$/, ''),
    notifyUrl: need(env, 'WECHATPAY_NOTIFY_URL'),
  };
}

/** What the platform's console gives for the custom sign-in (自定义登录 → 私钥下载): the file's JSON as base64url. */
export function loginKey(env: Env): {
  private_key_id: string;
  private_key: string;
  env_id: string;
} {
  const name = 'LIANDIAN_LOGIN_KEY';
  const text = Buffer.from(need(env, name), 'base64url').toString('utf8');
  try {
    const { private_key_id: id, private_key: key, env_id: envId } = JSON.parse(text) as Env;
    if (id && key?.startsWith('-----BEGIN ') && envId)
      return { private_key_id: id, private_key: key, env_id: envId };
  } catch {
    // Told below, whatever it was.
  }
  throw new NotConfigured(name, '不是 base64url 的自定义登录私钥文件');
}
