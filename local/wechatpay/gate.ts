import type { Clock } from '../clock/clock';
import { PayProblem } from './books';
import type { PayKeys } from './keys';
import { readAuthorization, verifyLines } from './signature';

export interface SignedRequest {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly uri: string;
  readonly authorization: string;
  readonly body: string;
}

const WINDOW_S = 300;
const refuse = (detail: string) => new PayProblem(401, 'SIGN_ERROR', `签名错误：${detail}`);

/** Lets in what the merchant signed, once and in time. */
export const createGate = (keys: PayKeys, clock: Clock, prefix: string) => {
  const seen = new Map<string, number>();

  return (request: SignedRequest): void => {
    const nowS = clock.now() / 1000;
    const auth = readAuthorization(request.authorization);
    if (!auth) throw refuse('Authorization 头缺失或格式不对');
    if (auth.mchid !== keys.mchid) throw refuse('商户号不存在');
    if (auth.serial !== keys.merchantSerial) throw refuse('商户证书序列号不存在');
    if (Math.abs(nowS - auth.timestamp) > WINDOW_S) throw refuse('时间戳超出 5 分钟');
    // A client may know the prefix as part of its base address or as part of the path: it is ours, not WeChat's.
    const uris = [request.uri.slice(prefix.length), request.uri];
    const signed = uris.some((uri) =>
      verifyLines(
        [request.method, uri, auth.timestamp, auth.nonce, request.body],
        auth.signature,
        keys.merchantPublicKey,
      ),
    );
    if (!signed) throw refuse('验签不通过');
    // Oldest first: a Map keeps the order of insertion.
    for (const [nonce, at] of seen) {
      if (nowS - at <= 2 * WINDOW_S) break;
      seen.delete(nonce);
    }
    if (seen.has(auth.nonce)) throw refuse('请求重放');
    seen.set(auth.nonce, nowS);
  };
};
