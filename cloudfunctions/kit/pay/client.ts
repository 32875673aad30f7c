import { randomBytes } from 'node:crypto';
import type { PayConfig } from '../config';
import { assertAuthentic } from './authentic';
import { authorization } from './crypto';
import { send } from './send';

/** The company said no: `code` is its own, e.g. ORDERPAID. The text is not passed on, it may quote the request. */
export class WechatPayError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    super(`WeChat Pay answered ${status} ${code}`);
    this.status = status;
    this.code = code;
  }
}

const TIMEOUT_MS = 8_000;

/** Signs requests, verifies answers. `url` is path and query. */
export function payClient(config: PayConfig, now: () => number) {
  return async (method: 'GET' | 'POST', url: string, content?: object): Promise<unknown> => {
    const body = content ? JSON.stringify(content) : '';
    const at = {
      timestamp: Math.floor(now() / 1000),
      nonce: randomBytes(16).toString('hex'),
    };
    const answer = await send(config.baseUrl + url, {
      method,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'user-agent': 'liandian',
        authorization: authorization(config, { method, url, body }, at),
      },
      body,
      timeoutMs: TIMEOUT_MS,
    });
    const { status, headers, body: text } = answer;
    // 202 is no success either: the shopper is still asked for the password.
    if (status < 200 || status > 299 || status === 202)
      throw new WechatPayError(status, codeOf(text));
    assertAuthentic({ headers, body: text }, config.platformKeys, now());
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  };
}

function codeOf(text: string): string {
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer === 'object' && answer !== null && 'code' in answer)
      return String(answer.code).slice(0, 60);
  } catch {
    // A gateway's HTML page: the status says enough.
  }
  return '';
}
