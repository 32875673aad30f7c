import type { CallSpec } from '#shared/contracts/kit';
import { openCall, contextOf } from './context';
import { describeError } from './log';
import type { Platform } from './platform';
import type { Ctx } from './ports';
import { admit } from './principal';

/** A request as it came: the body byte for byte, header names in lower case. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
export interface HttpAnswer {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The platform's HTTP event, whose body may be base64. Repeated headers are dropped: no rule of ours reads lists. */
export function readRequest(event: unknown): HttpRequest {
  const raw = (typeof event === 'object' && event !== null ? event : {}) as Record<string, unknown>;
  const headers =
    typeof raw['headers'] === 'object' && raw['headers'] !== null ? raw['headers'] : {};
  const body = text(raw['body']);
  return {
    method: text(raw['httpMethod']),
    path: text(raw['path']),
    headers: Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) =>
        typeof value === 'string' ? [[name.toLowerCase(), value]] : [],
      ),
    ),
    body: raw['isBase64Encoded'] === true ? Buffer.from(body, 'base64').toString('utf8') : body,
  };
}

/** `serve` for callbacks over HTTP: the handler sees the raw request and says status and body itself. */
export function serveHttp<E extends string>(
  spec: CallSpec<string, CallSpec['input'], CallSpec['output'], E>,
  handle: (request: HttpRequest, ctx: Ctx<E>) => Promise<HttpAnswer>,
) {
  const on =
    (platform: Platform) =>
    async (event: unknown): Promise<HttpAnswer> => {
      const call = openCall(platform, spec);
      const done = (answer: HttpAnswer, error?: unknown): HttpAnswer => {
        platform.log({
          level: answer.statusCode >= 500 ? 'error' : 'info',
          at: call.now,
          call: spec.name,
          outcome: String(answer.statusCode),
          traceId: call.traceId,
          ms: call.ms(),
          trips: call.meter.trips,
          ...call.meter.notes,
          ...(error === undefined ? {} : describeError(error)),
        });
        return answer;
      };
      try {
        const identity = platform.identity();
        const admitted = await admit(spec, identity, platform.seal, call.db, call.now);
        if (!admitted.me) return done({ statusCode: 403, body: '' });
        const ctx = contextOf<E>(platform, spec, call, admitted, undefined);
        return done(await handle(readRequest(event), ctx));
      } catch (error) {
        return done({ statusCode: 500, body: '' }, error);
      }
    };
  const main = async (event: unknown): Promise<HttpAnswer> => {
    const { cloudPlatform } = await import('./cloud');
    return on(cloudPlatform())(event);
  };
  return Object.assign(main, { on, spec });
}
