/** Who calls a function, as the platform's entrances know it. */
export type Caller =
  | { readonly via: 'mini'; readonly openid: string; readonly unionid?: string }
  | {
      readonly via: 'web';
      readonly uid: string;
      readonly username?: string;
      /** Of a custom sign-in. */
      readonly customId?: string;
      readonly anonymous?: true;
    }
  | { readonly via: 'http' }
  | { readonly via: 'timer' }
  | { readonly via: 'pay' }
  /** Another function; `source` is that one's own chain of sources. */
  | { readonly via: 'function'; readonly source: string; readonly name: string }
  /** The console of the platform, or a test. */
  | { readonly via: 'console' };

const SOURCES = {
  mini: 'wx_client',
  web: 'wx_unknown',
  http: 'wx_http',
  timer: 'wx_trigger',
  pay: 'wx_paycallback',
  console: 'scf',
} as const;

export const sourceOf = (caller: Caller): string =>
  caller.via === 'function' ? `${caller.source},scf` : SOURCES[caller.via];

/** One word on the caller for logs: `mini:oAB…`. */
export const labelOf = (caller: Caller): string => {
  switch (caller.via) {
    case 'mini':
      return `mini:${caller.openid}`;
    case 'web':
      return `web:${caller.customId ?? caller.username ?? caller.uid}`;
    case 'function':
      return `fn:${caller.name}`;
    default:
      return caller.via;
  }
};

/**
 * The environment variables that tell a function about its caller. The SDKs read a variable only when its name is
 * in `WX_CONTEXT_KEYS` or `TCB_CONTEXT_KEYS`, and an empty `WX_CONTEXT_KEYS` hides even the source.
 * A function called by a function gets the chain of sources and no openid: whether the platform passes it on
 * is not documented, so nothing may rely on it.
 *
 * @param id the invocation: `TCB_SEQID` makes the SDKs send it along with every request of theirs.
 */
export const identityEnv = (
  caller: Caller,
  id: string,
  appid: string,
): Readonly<Record<string, string>> => {
  const wx: Record<string, string> = {
    WX_API_TOKEN: 'local',
    ...(caller.via === 'mini' ? miniEnv(caller, appid) : {}),
    ...(caller.via === 'timer' ? { WX_TRIGGER_API_TOKEN_V0: 'local' } : {}),
  };
  const tcb: Record<string, string> = {
    TCB_SEQID: id,
    TCB_SOURCE: sourceOf(caller),
    TCB_SOURCE_IP: '127.0.0.1',
    ...(caller.via === 'web' ? webEnv(caller) : {}),
  };
  return {
    ...wx,
    ...tcb,
    WX_CONTEXT_KEYS: Object.keys(wx).join(','),
    TCB_CONTEXT_KEYS: Object.keys(tcb).join(','),
    TRIGGER_SRC: caller.via === 'timer' ? 'timer' : '',
    ...(caller.via === 'web' ? { LOGINTYPE: loginType(caller) } : {}),
  };
};

const miniEnv = (caller: Extract<Caller, { via: 'mini' }>, appid: string) => ({
  WX_OPENID: caller.openid,
  WX_APPID: appid,
  ...(caller.unionid ? { WX_UNIONID: caller.unionid } : {}),
});

type Web = Extract<Caller, { via: 'web' }>;
const webEnv = ({ uid, customId, anonymous }: Web) => ({
  TCB_UUID: uid,
  TCB_CUSTOM_USER_ID: customId ?? '',
  TCB_ISANONYMOUS_USER: String(anonymous === true),
});
const loginType = ({ customId, anonymous }: Web): string =>
  anonymous ? 'ANONYMOUS' : customId === undefined ? 'USERNAME' : 'CUSTOM';
