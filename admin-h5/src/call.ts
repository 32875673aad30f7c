import { deployableOf, type CallName, type Calls } from '#shared/contracts/index';
import type { In, Out } from '#shared/contracts/kit';
import { bearer, renew, signOut } from './session';

/** A refusal or a failure, ready to be shown. `code` is the contract's, or `OFFLINE`. */
export interface Failure {
  readonly ok: false;
  readonly code: string;
  readonly message: string;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly traceId: string;
}
export type Answer<T> = { readonly ok: true; readonly data: T } | Failure;

const OFFLINE: Failure = {
  ok: false,
  code: 'OFFLINE',
  message: '连不上服务器，请检查网络后重试',
  traceId: '',
};
const broken = (traceId: string): Failure => ({
  ok: false,
  code: 'INTERNAL',
  message: '系统开小差了，请稍后再试',
  traceId,
});

/** One per intent: a repeated click is the same request. */
export const newRequestId = (): string => crypto.randomUUID();

/** Sends one call of the contracts as the signed-in person. Never throws. */
export async function call<N extends CallName>(
  name: N,
  input: In<Calls[N]>,
): Promise<Answer<Out<Calls[N]>>> {
  const post = (): Promise<Response> =>
    fetch(`${__GATEWAY__}/v1/functions/${deployableOf(name)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: bearer() },
      body: JSON.stringify({ ...(input as object), call: name }),
    });
  try {
    let answer = await post();
    if (answer.status === 401 && (await renew())) answer = await post();
    if (answer.status === 401) signOut();
    const body: unknown = await answer.json();
    return isAnswer<Out<Calls[N]>>(body) ? body : broken(traceOf(body));
  } catch {
    return OFFLINE;
  }
}

/** The gateway passes a function's answer on as it is; the server has parsed it by the contract. */
const isAnswer = <T>(body: unknown): body is Answer<T> =>
  typeof body === 'object' &&
  body !== null &&
  'ok' in body &&
  (body.ok === true ? 'data' in body : 'code' in body && 'message' in body);

/** The platform's own errors carry its request id. */
const traceOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'requestId' in body ? String(body.requestId) : '';
