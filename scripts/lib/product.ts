import path from 'node:path';
import { startLocal, type WorldFacts } from '../../local/index';
import { NOTICES } from '#shared/domain/notices';
import { collections } from '#shared/model/collections';
import { DEMO_PASSWORD, hq, shoppers, staff, vendors } from '../seed/demo/people';
import { shops } from '../seed/demo/shops';
import type { Size } from '../seed/world';
import { worldKeys } from './keys';
import { seedWorld } from './seeding';

export interface ProductOptions {
  /** Repository root. */
  readonly root: string;
  /** Built functions; `.local/functions` below the root unless told. */
  readonly functionsDir?: string;
  /** Data folder; without it the world lives in memory. */
  readonly dir?: string;
  readonly port?: number;
  readonly size: Size;
  /** Static clients to mount, by path; built beforehand. */
  readonly mounts?: readonly { path: string; dir: string; spa?: boolean }[];
  /** Epoch ms at which the world's clock stands on its first start; now by default. */
  readonly at?: number;
  /** Some orders under way, made by using the product; on by default for `demo`. */
  readonly liveOrders?: boolean;
  readonly workers?: number;
  readonly onLog?: (line: string) => void;
}

/**
 * Starts Liandian on a local CloudBase and fills an empty world. The functions are built before
 * (`buildLocalFunctions`).
 */
export async function startProduct(options: ProductOptions) {
  const { root, dir } = options;
  const keys = worldKeys(dir);
  /** Variables of the deployment, as `docs/deploy` has them set in the cloud. */
  const variables = ({
    url,
    wechatPay,
    loginKey,
  }: Pick<WorldFacts, 'url' | 'wechatPay' | 'loginKey'>) => ({
    ...keys,
    ...wechatPay,
    LIANDIAN_LOGIN_KEY: Buffer.from(JSON.stringify(loginKey)).toString('base64url'),
    WECHATPAY_NOTIFY_URL: `${url}/http/notifyWechatPay`,
  });
  const local = await startLocal({
    functionsDir: options.functionsDir ?? path.join(root, '.local/functions'),
    // The first click should not wait for the SDK to load.
    warm: true,
    collections,
    ...(dir ? { dir } : {}),
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.workers ? { workers: options.workers } : {}),
    ...(options.onLog ? { onLog: options.onLog } : {}),
    env: variables,
    mounts: options.mounts ?? [],
    links: [
      { label: '小程序', url: '/phone/' },
      { label: '总部后台', url: '/admin-h5/' },
    ],
    people: async () => [
      ...shoppers.map((s) => ({
        label: s.name,
        group: '顾客',
        openid: s.openid,
        url: `/phone/?openid=${s.openid}`,
      })),
      ...staff.map((s) => ({
        label: `${s.name}（${s.grants.map((g) => shopName(g.storeId)).join('、')}）`,
        group: '店员',
        openid: s.openid,
        url: `/phone/?openid=${s.openid}`,
      })),
      ...hq.map((h) => ({
        label: `${h.name}（${h.title}）`,
        group: '总部',
        username: h.username,
        password: DEMO_PASSWORD,
        url: '/admin-h5/',
      })),
      ...vendors.map((v) => ({
        label: `${v.name}（${v.title}）`,
        group: '总部',
        username: v.username,
        password: DEMO_PASSWORD,
        url: '/admin-h5/#/supplier',
      })),
    ],
    templates: NOTICES,
    places: async () => [
      ...shoppers.map((s) => ({ label: `${s.name}家`, lng: s.lng, lat: s.lat })),
      ...shops
        .filter((s) => s.status === 'open')
        .map((s) => ({ label: s.name, lng: s.lng, lat: s.lat })),
    ],
  });
  const seeded = await seedWorld(local, keys, options);
  if (seeded > 0)
    await Promise.all(
      [...hq, ...vendors].map(({ uid, username }) =>
        local.auth.saveUser({ uid, username, password: DEMO_PASSWORD }),
      ),
    );
  /** What a function's process sees, its caller aside. */
  const functionEnv = {
    ...variables({ url: local.url, wechatPay: local.wechatPay.env(), loginKey: local.loginKey }),
    ...local.sdkEnv,
  };
  return { ...local, seeded, functionEnv };
}

export type Product = Awaited<ReturnType<typeof startProduct>>;

const shopName = (id: string): string => shops.find((s) => s.id === id)?.name ?? id;
