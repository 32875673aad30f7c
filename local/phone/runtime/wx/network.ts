/** `wx.request`, for what is not a cloud function. Only this machine can be reached. */
import { settings } from '../settings';
import { type Callbacks, promised, Refused } from './define';

interface RequestOption {
  url: string;
  method?: string;
  data?: unknown;
  header?: Record<string, string>;
  dataType?: string;
  responseType?: string;
}

/** A task instead of a promise, as on a phone; the answer goes to the callbacks. */
export function request(option: RequestOption & Callbacks): object {
  const stop = new AbortController();
  const complete = { complete: () => {}, ...option };
  void promised('request', (asked: RequestOption) => send(asked, stop.signal))(complete);
  return { abort: () => stop.abort(), onHeadersReceived() {}, offHeadersReceived() {} };
}

async function send(option: RequestOption, signal: AbortSignal): Promise<object> {
  const {
    url,
    method = 'GET',
    data,
    header = {},
    dataType = 'json',
    responseType = 'text',
  } = option;
  if (!settings().online) throw new Refused('network is down');
  const get = method === 'GET';
  const body =
    get || data === undefined
      ? {}
      : { body: typeof data === 'string' ? data : JSON.stringify(data) };
  const headers = { ...(get ? {} : { 'content-type': 'application/json' }), ...header };
  const response = await fetch(get ? withQuery(url, data) : url, {
    method,
    headers,
    signal,
    ...body,
  });
  const answer =
    responseType === 'arraybuffer' ? await response.arrayBuffer() : await response.text();
  return {
    data: typeof answer === 'string' && dataType === 'json' ? parse(answer) : answer,
    statusCode: response.status,
    header: Object.fromEntries(response.headers),
    cookies: [],
  };
}

function withQuery(url: string, data: unknown): string {
  if (typeof data !== 'object' || data === null) return url;
  const query = new URLSearchParams(
    Object.entries(data).map(([key, value]) => [key, String(value)]),
  );
  return `${url}${url.includes('?') ? '&' : '?'}${query}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
