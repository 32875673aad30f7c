import { request as overHttp, type IncomingHttpHeaders } from 'node:http';
import { request as overHttps } from 'node:https';

interface Sending {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** For the whole exchange. */
  readonly timeoutMs: number;
}
export interface Received {
  readonly status: number;
  /** Names in lower case; one sent several times is joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The payment company's answers are a few KB; a stranger's may not fill the instance. */
const MOST_BYTES = 1024 * 1024;

/**
 * One HTTP exchange, redirects not followed. Node's own client, because `fetch` costs a cold instance some 25 ms
 * of CPU to load, and twice as much at every call.
 */
export const send = (
  url: string,
  { method, headers, body, timeoutMs }: Sending,
): Promise<Received> =>
  new Promise((resolve, reject) => {
    const request = url.startsWith('https:') ? overHttps : overHttp;
    const options = { method, headers, signal: AbortSignal.timeout(timeoutMs) };
    const sent = request(url, options, (response) => {
      const parts: Buffer[] = [];
      let bytes = 0;
      response.on('data', (part: Buffer) => {
        parts.push(part);
        bytes += part.length;
        if (bytes > MOST_BYTES) response.destroy(new Error('the answer is too long'));
      });
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: flat(response.headers),
          body: Buffer.concat(parts).toString(),
        }),
      );
    });
    sent.on('error', reject);
    // In one piece, so that the length is told and head and body leave together.
    sent.end(body);
  });

const flat = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
