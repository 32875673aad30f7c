import type { CallName, Calls } from '#shared/contracts/index';
import type { Err, In, Out } from '#shared/contracts/kit';
import { deployables } from './routes.generated';

/** The outside of a call as a page sees it; `NETWORK`: no answer came, so nobody knows whether it was done. */
export type Refusal<N extends CallName> = {
  readonly ok: false;
  readonly code: Err<Calls[N]> | 'NETWORK';
  readonly message: string;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly traceId: string;
  /** No network, as far as the phone can tell; otherwise the cloud answered, but not as it should. */
  readonly offline?: boolean;
};
export type Answer<N extends CallName> =
  | { readonly ok: true; readonly data: Out<Calls[N]> }
  | Refusal<N>;

const TIMEOUT_MS = 12_000;

/** The single door to the cloud. It never throws: what went wrong is an answer too. */
export async function call<N extends CallName>(name: N, input: In<Calls[N]>): Promise<Answer<N>> {
  try {
    const sent = wx.cloud.callFunction({
      name: deployables[name] ?? name,
      data: { call: name, ...(input as object) },
    });
    const { result } = await Promise.race([sent, timeout()]);
    if (isAnswer<N>(result)) return result;
    return lost(false);
  } catch (error) {
    return lost(!brokeInTheCloud(error));
  }
}

const lost = <N extends CallName>(offline: boolean): Refusal<N> => ({
  ok: false,
  code: 'NETWORK',
  message: offline ? '网络不太好，请检查后重试' : '系统开小差了，请稍后再试',
  traceId: '',
  offline,
});

/** Errors of the function service (-501xxx … -506xxx) travelled over a working network. */
const brokeInTheCloud = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'errMsg' in error &&
  /errCode: -50\d{4}/.test(String(error.errMsg));

const timeout = (): Promise<never> =>
  new Promise((_, reject) => {
    setTimeout(() => reject(new Error('timeout')), TIMEOUT_MS);
  });

/** The boundary: what a function returns is trusted to keep its contract, as `serve` checks it there. */
const isAnswer = <N extends CallName>(value: unknown): value is Answer<N> =>
  typeof value === 'object' && value !== null && 'ok' in value;

/** What a page shows when it could not load. */
export interface Fault {
  kind: 'offline' | 'forbidden' | 'failed';
  message: string;
  /** To tell customer service; empty where there is nothing to look up. */
  traceId: string;
}
export const faultOf = ({ code, message, traceId, offline }: Refusal<CallName>): Fault => {
  if (offline) return { kind: 'offline', message, traceId };
  // Not a fault of the system: nobody needs its number.
  if (code === 'NOT_ALLOWED') return { kind: 'forbidden', message, traceId: '' };
  return { kind: 'failed', message, traceId };
};
/** Something a page looked for by itself and did not find. */
export const missing = (message: string): Fault => ({ kind: 'failed', message, traceId: '' });

/** A short message over the page, for refusals that need no decision. */
export const say = (title: string): void => {
  void wx.showToast({ title, icon: 'none', duration: 2500 });
};

const confirmColor = '#178a57';

/** Asks before something that cannot be taken back. `cancelText` says what stays, where 取消 could mean both. */
export async function ask(
  title: string,
  content: string,
  confirmText = '确定',
  cancelText = '取消',
): Promise<boolean> {
  const { confirm } = await wx.showModal({ title, content, confirmText, cancelText, confirmColor });
  return confirm;
}

/** Tells something that must be read before going on. */
export async function tell(title: string, content: string): Promise<void> {
  await wx.showModal({ title, content, showCancel: false, confirmText: '知道了', confirmColor });
}
