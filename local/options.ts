import type { LoginKey } from './auth/custom';
import type { CollectionSpec } from './database/types';
import type { Link } from './server/console-api';
import type { Person, Place } from './server/local-api';
import type { Mount } from './server/mounts';

/** What a world is told about itself before its functions start. */
export interface WorldFacts {
  readonly url: string;
  readonly envId: string;
  readonly appid: string;
  /** The merchant's variables for the local WeChat Pay, `WECHATPAY_…`. */
  readonly wechatPay: Readonly<Record<string, string>>;
  /** The private key of the custom sign-in, as the platform's console gives it. */
  readonly loginKey: LoginKey;
}

export interface LocalOptions {
  /** 4800 unless told; a port that is taken gives way to a free one. */
  readonly port?: number;
  /** Where everything is kept; without it the world lives in memory and a temporary folder. */
  readonly dir?: string;
  /** A folder of function folders, each with an `index.js` and perhaps a `config.json`. */
  readonly functionsDir: string;
  /** Collections are made at the start and never on first use. */
  readonly collections: readonly CollectionSpec[];
  readonly envId?: string;
  readonly appid?: string;
  /** Variables for the functions, or how to make them once the address is known. */
  readonly env?: Readonly<Record<string, string>> | ((facts: WorldFacts) => Record<string, string>);
  readonly mounts?: readonly Mount[];
  readonly people?: () => Promise<readonly Person[]>;
  readonly places?: () => Promise<readonly Place[]>;
  /** Titles of subscribe-message templates by id, as the phone shows them when it asks. */
  readonly templates?: Readonly<Record<string, string>>;
  /** Where the console leads besides itself. */
  readonly links?: readonly Link[];
  /** What `/` shows; the console unless told. */
  readonly home?: string;
  /** Worker threads for functions; one per core unless told. */
  readonly workers?: number;
  /** Load all functions in the background instead of each at its first call: for people, not for tests. */
  readonly warm?: boolean;
  /** One line per call, and what functions print. */
  readonly onLog?: (line: string) => void;
}

export const DEFAULT_PORT = 4800;
export const DEFAULT_ENV_ID = 'local-env';
export const DEFAULT_APPID = 'wx0123456789abcdef';

/** The variables that make the unmodified SDKs talk to this server, as the real platform sets its own. */
export const platformEnv = (url: string, envId: string): Record<string, string> => ({
  TENCENTCLOUD_RUNENV: 'SCF',
  TENCENTCLOUD_REGION: 'ap-shanghai',
  TENCENTCLOUD_SECRETID: 'local',
  TENCENTCLOUD_SECRETKEY: 'local',
  SCF_NAMESPACE: envId,
  TCB_ENV: envId,
  TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${url}/admin` }),
});
