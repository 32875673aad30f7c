/** How an asynchronous `wx` call is written: option in, answer out, refusal thrown. */
type Wx = WechatMiniprogram.Wx;

/** Calls that take one option object with success, fail and complete. */
export type AsyncName = {
  [K in keyof Wx]: Wx[K] extends (option: infer O) => unknown
    ? NonNullable<O> extends { complete?: unknown }
      ? K
      : never
    : never;
}[keyof Wx];

export type Option<K extends AsyncName> = NonNullable<Parameters<Wx[K]>[0]>;

type Result<K extends AsyncName> =
  Option<K> extends { success?: infer S }
    ? NonNullable<S> extends (result: infer R) => unknown
      ? Omit<R, 'errMsg'>
      : object
    : object;

/** Nothing is an answer, too: most calls only say "ok". */
type Answer<K extends AsyncName> = Partial<Result<K>> | void;

/** Typed by WeChat's own declarations. */
export type AsyncCalls = {
  [K in AsyncName]?: (option: Option<K>) => Answer<K> | Promise<Answer<K>>;
};

/** An expected failure: `errMsg` becomes "name:" + text. */
export class Refused extends Error {
  readonly errCode: number;
  constructor(text: string, errCode = -1) {
    super(text);
    this.errCode = errCode;
  }
}

export interface Callbacks {
  success?: (result: object) => void;
  fail?: (error: object) => void;
  complete?: (result: object) => void;
}

/** With a callback the call returns nothing; without one, a promise. */
export function promised<O extends object>(
  name: string,
  run: (option: O) => object | void | Promise<object | void>,
): (option?: O) => Promise<object> | undefined {
  // Page code may leave the option out; every call reads it as an empty one then.
  return (option = {} as O) => {
    const { success, fail, complete }: Callbacks = option;
    const answer = start(name, () => run(option));
    if (!success && !fail && !complete) return answer;
    void answer.then(
      (result) => {
        success?.(result);
        complete?.(result);
      },
      (error: object) => {
        fail?.(error);
        complete?.(error);
      },
    );
    return undefined;
  };
}

async function start(
  name: string,
  run: () => object | void | Promise<object | void>,
): Promise<object> {
  // As on a phone, nothing happens before the caller's own code is through.
  await Promise.resolve();
  try {
    return { errMsg: `${name}:ok`, ...(await run()) };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const errMsg = `${name}:fail ${text}`;
    const errCode = error instanceof Refused ? error.errCode : -1;
    throw Object.assign(new Error(errMsg), { errMsg, errCode });
  }
}

/** Turns a table of calls into what page code sees. */
export function callable(calls: AsyncCalls): Record<string, unknown> {
  const entries = Object.entries(calls).map(([name, run]) => [
    name,
    // Each entry's own option type is checked where the table is written.
    promised(name, run as (option: object) => object),
  ]);
  return Object.fromEntries(entries);
}
