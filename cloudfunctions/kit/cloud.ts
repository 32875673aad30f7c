import { randomBytes, randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import cloudbase from '@cloudbase/node-sdk';
import { dataKeys, loginKey, payConfig } from './config';
import { cloudbaseDb } from './db/cloudbase';
import type { SdkDatabase } from './db/cloudbase/sdk';
import { identityOf } from './identity';
import { wechatPay } from './pay/wechat';
import type { Platform } from './platform';
import type { Pay } from './ports';
import { providedPhones } from './phoneSource';
import { createSeal, deriver } from './seal';
import { providedNotify } from './sender';

/** How long a link to somebody's photo opens, seconds. */
const LINK_S = 3_600;

/** One platform an instance: keys and the SDK's app are made once; who calls is read anew for every call. */
let shared: Platform | undefined;

export const cloudPlatform = (): Platform => (shared ??= create());

function create(): Platform {
  const keys = dataKeys(process.env);
  const app = cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV });
  // The SDK's own types are `any` where it matters; `sdk.ts` says what it does.
  const sdk = app.database() as unknown as SdkDatabase;
  let pay: Pay | undefined;
  return {
    identity: () => identityOf(process.env),
    now: () => Date.now(),
    elapsed: () => performance.now(),
    pause: (ms) => sleep(ms),
    alarm(ms, ring) {
      const timer = setTimeout(ring, ms);
      return () => clearTimeout(timer);
    },
    random: () => randomInt(2 ** 47) / 2 ** 47,
    randomBytes: (size) => randomBytes(size),
    db: (call) => cloudbaseDb(sdk, call),
    seal: createSeal(keys),
    get pay() {
      return (pay ??= wechatPay(payConfig(process.env), () => Date.now()));
    },
    notify: providedNotify,
    phones: providedPhones,
    files: {
      async links(ids) {
        if (ids.length === 0) return new Map();
        const list = ids.map((fileID) => ({ fileID, maxAge: LINK_S }));
        const { fileList } = await app.getTempFileURL({ fileList: list });
        return new Map(
          fileList.flatMap(({ code, fileID, tempFileURL }) =>
            code === 'SUCCESS' ? [[fileID, tempFileURL] as const] : [],
          ),
        );
      },
    },
    tickets: {
      // A second app: this one holds the key that makes people known, and does nothing else.
      issue: (uid) =>
        cloudbase
          .init({ env: cloudbase.SYMBOL_CURRENT_ENV, credentials: loginKey(process.env) })
          .auth()
          .createTicket(uid),
    },
    derive: deriver(keys.index),
    cache: new Map(),
    log: (line) => {
      const write = line['level'] === 'error' ? console.error : console.log;
      write(JSON.stringify(line));
    },
    strict: false,
  };
}
