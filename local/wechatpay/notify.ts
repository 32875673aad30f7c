import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import type { Clock } from '../clock/clock';
import type { PayKeys } from './keys';
import { sealResource, signedHeaders } from './signature';
import { rfc3339 } from './views';

/** What can go wrong between WeChat Pay and a merchant; all of it does. */
export interface Faults {
  /** Copies of every callback beyond the first, a second apart. */
  readonly duplicate: number;
  /** How late the first copy comes, ms. */
  readonly delayMs: number;
  /** No callback comes at all: the merchant has to ask. */
  readonly lost: boolean;
  /** So many of the next API requests answer 500. */
  readonly errors: number;
}

export const NO_FAULTS: Faults = { duplicate: 0, delayMs: 0, lost: false, errors: 0 };

/** A try to tell the merchant, as the console shows it. */
export interface Delivery {
  readonly id: string;
  readonly at: number;
  readonly event: string;
  readonly target: string;
  /** The HTTP status, or why none came. */
  readonly answer: string;
  readonly ok: boolean;
}

export interface NotifyOptions {
  readonly clock: Clock;
  readonly keys: PayKeys;
  readonly faults: () => Faults;
  readonly told: (delivery: Delivery) => void;
}

const S = 1000;
const MIN = 60 * S;
const HOUR = 60 * MIN;
/** The waits before each further try: 15 in a little more than a day. */
const RETRY_MS = [
  15 * S,
  15 * S,
  30 * S,
  3 * MIN,
  10 * MIN,
  20 * MIN,
  30 * MIN,
  30 * MIN,
  30 * MIN,
  60 * MIN,
  3 * HOUR,
  3 * HOUR,
  3 * HOUR,
  6 * HOUR,
  6 * HOUR,
] as const;
const ANSWER_WITHIN_MS = 5000;
const LOOPBACK = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?\//;

/** Posts and reads the answer to its end; Node's own client, at half the price of `fetch`. */
const statusOf = (url: string, headers: Record<string, string>, body: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const sent = request(url, { method: 'POST', headers, signal }, (response) => {
      response.on('error', reject);
      response.on('end', () => resolve(response.statusCode ?? 0));
      response.resume();
    });
    sent.on('error', reject);
    sent.end(body);
  });

/** Tells merchants what happened: signed and sealed, again and again until they say they heard. */
export const createNotifier = ({ clock, keys, faults, told }: NotifyOptions) => {
  const post = async (url: string, eventType: string, original: string, data: object) => {
    if (!LOOPBACK.test(url)) return { ok: false, answer: 'notify_url is not on this machine' };
    const body = JSON.stringify({
      id: randomUUID(),
      create_time: rfc3339(clock.now()),
      event_type: eventType,
      resource_type: 'encrypt-resource',
      summary: eventType,
      resource: sealResource(JSON.stringify(data), original, keys.apiV3Key),
    });
    const headers = {
      'content-type': 'application/json',
      ...signedHeaders(body, clock.now(), keys),
    };
    try {
      const status = await statusOf(url, headers, body);
      return { ok: status >= 200 && status < 300, answer: String(status) };
    } catch (error) {
      return { ok: false, answer: error instanceof Error ? error.message : String(error) };
    }
  };

  /** @param attempt makes one try and says whether it was heard. */
  const deliver = (
    event: string,
    target: string,
    attempt: () => Promise<{ ok: boolean; answer: string }>,
  ): void => {
    const { duplicate, delayMs, lost } = faults();
    if (lost) {
      told({ id: randomUUID(), at: clock.now(), event, target, answer: '丢失', ok: false });
      return;
    }
    const again = async (tries: number): Promise<void> => {
      const { ok, answer } = await attempt();
      told({ id: randomUUID(), at: clock.now(), event, target, answer, ok });
      const wait = RETRY_MS[tries];
      if (!ok && wait !== undefined) clock.at(clock.now() + wait, () => again(tries + 1));
    };
    for (let copy = 0; copy <= duplicate; copy += 1) {
      const wait = delayMs + copy * S;
      if (wait === 0) void again(0);
      else clock.at(clock.now() + wait, () => again(copy === 0 ? 0 : RETRY_MS.length));
    }
  };

  return {
    toUrl: (url: string, eventType: string, original: string, data: object): void =>
      deliver(eventType, url, () => post(url, eventType, original, data)),
    deliver,
  };
};

export type Notifier = ReturnType<typeof createNotifier>;
