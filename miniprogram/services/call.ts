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
};
export type Answer<N extends CallName> =
  | { readonly ok: true; readonly data: Out<Calls[N]> }
  | Refusal<N>;

const TIMEOUT_MS = 12_000;
const OFFLINE = '网络不太好，请检查后重试';

/** The single door to the cloud. It never throws: what went wrong is an answer too. */
export async function call<N extends CallName>(name: N, input: In<Calls[N]>): Promise<Answer<N>> {
  try {
    const sent = wx.cloud.callFunction({
      name: deployables[name] ?? name,
      data: { call: name, ...(input as object) },
    });
    const { result } = await Promise.race([sent, timeout()]);
    if (isAnswer<N>(result)) return result;
    return lost('系统开小差了，请稍后再试');
  } catch {
    return lost(OFFLINE);
  }
}

const lost = <N extends CallName>(message: string): Refusal<N> => ({
  ok: false,
  code: 'NETWORK',
  message,
  traceId: '',
});

const timeout = (): Promise<never> =>
  new Promise((_, reject) => {
    setTimeout(() => reject(new Error('timeout')), TIMEOUT_MS);
  });

/** The boundary: what a function returns is trusted to keep its contract, as `serve` checks it there. */
const isAnswer = <N extends CallName>(value: unknown): value is Answer<N> =>
  typeof value === 'object' && value !== null && 'ok' in value;

/** What a page shows when it could not load. */
export interface Fault {
  message: string;
  traceId: string;
  offline: boolean;
}
export const faultOf = (reply: Refusal<CallName>): Fault => ({
  message: reply.message,
  traceId: reply.traceId,
  offline: reply.code === 'NETWORK',
});

/** A short message over the page, for refusals that need no decision. */
export const say = (title: string): void => {
  void wx.showToast({ title, icon: 'none', duration: 2500 });
};

/** Asks before something that cannot be taken back. */
export async function ask(title: string, content: string, confirmText = '确定'): Promise<boolean> {
  const { confirm } = await wx.showModal({ title, content, confirmText, confirmColor: '#178a57' });
  return confirm;
}
