/** The server's `/local/…`, as one small client. */

const ask = async <T>(method: string, path: string, body?: object): Promise<T> => {
  const response = await fetch(`/local${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(messageOf(text) ?? `请求失败（${response.status}）`);
  // The server's own routes answer the shapes that the callers name.
  return JSON.parse(text) as T;
};

export const get = <T>(path: string): Promise<T> => ask('GET', path);
export const post = <T>(path: string, body: object = {}): Promise<T> => ask('POST', path, body);
export const put = <T>(path: string, body: object): Promise<T> => ask('PUT', path, body);
export const remove = <T>(path: string): Promise<T> => ask('DELETE', path);

const messageOf = (text: string): string | undefined => {
  try {
    const { message } = JSON.parse(text) as { message?: unknown };
    return typeof message === 'string' ? message : undefined;
  } catch {
    return undefined;
  }
};

export type EventName = 'call' | 'message' | 'clock' | 'functions' | 'pay';

/** Listens to what happens in the world; the browser reconnects by itself. */
export const listen = (heard: (event: EventName, data: unknown) => void): void => {
  const source = new EventSource('/local/events');
  for (const name of ['call', 'message', 'clock', 'functions', 'pay'] as const) {
    source.addEventListener(name, (event) => heard(name, JSON.parse(event.data)));
  }
};
