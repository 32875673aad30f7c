import * as z from 'zod';
import type { Role } from '#shared/domain/rights';

/** The roles are the domain's; contracts name them in `who`. */
export { HQ_ROLES, STORE_ROLES, type HqRole, type StoreRole } from '#shared/domain/rights';
/** Who may call: `anonymous` admits everybody, `timer` and `gateway` only the platform itself. */
export type Who = 'anonymous' | 'shopper' | Role | 'timer' | 'gateway';

/** Refusals any call may answer with, and what they say to a person. */
export const COMMON_ERRORS = {
  BAD_INPUT: '提交的内容不完整或格式不对，请检查后重试',
  NOT_ALLOWED: '你没有这项操作的权限，请联系店长或总部',
  NOT_FOUND: '没有找到这条记录，请返回刷新后重试',
  CONFLICT: '刚刚有人同时操作了这条记录，请刷新后重试',
  REQUEST_REUSED: '这次提交的编号已被另一内容使用，请返回重新提交',
  BUSY: '现在人有点多，请稍等几秒再试',
  INTERNAL: '系统开小差了，请稍后再试；如果一直这样，请把编号告诉客服',
} as const;
export type CommonError = keyof typeof COMMON_ERRORS;

/** Everything the outside may know about one call. */
export interface CallSpec<
  N extends string = string,
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
  E extends string = string,
> {
  readonly name: N;
  /** Folder under `cloudfunctions/`. */
  readonly context: string;
  /** One line in Chinese: shown in the console, the docs and the audit log. */
  readonly title: string;
  readonly who: readonly Who[];
  /** `call`: mini-program or admin; `timer`: the platform's clock; `http`: HTTP access (callbacks). */
  readonly kind: 'call' | 'timer' | 'http';
  readonly input: I;
  readonly output: O;
  /** Refusal code → what happened and what to do now. */
  readonly errors: Readonly<Record<E, string>>;
  /** Input field that holds a shop's id: `serve` refuses callers who do not reach that shop. */
  readonly scope?: 'storeId';
  /**
   * Repeating the call with the same requestId returns the first answer.
   * `true`: the answer is stored in the call's own transaction (`ctx.write`);
   * `'own'`: the function's documents carry ids derived from the request, they are the record.
   */
  readonly once?: true | 'own';
  /** Admits somebody of HQ who still has to change a password that another person knows. */
  readonly evenWithOldPassword?: true;
  /** Deployable that serves the call; its own by default. */
  readonly deploy?: string;
  /** Platform limit, seconds (default 20); the function's own deadline lies below it. */
  readonly timeoutS?: number;
  /** For timers: CloudBase's 7-field cron (second minute hour day month weekday year), Asia/Shanghai. */
  readonly cron?: string;
}

type Optional = 'once' | 'scope' | 'deploy' | 'timeoutS' | 'cron' | 'evenWithOldPassword';

/** Declares a call. The spec is data: server, clients, docs and tests read the same object. */
export const defineCall = <
  N extends string,
  I extends z.ZodType,
  O extends z.ZodType,
  const E extends Record<string, string> = Record<never, string>,
>(
  name: N,
  spec: Omit<CallSpec<N, I, O>, 'name' | 'errors' | 'kind' | Optional> &
    Partial<Pick<CallSpec<N, I, O>, Optional | 'kind'>> & { readonly errors?: E },
): CallSpec<N, I, O, keyof E & string> => ({
  kind: 'call',
  ...spec,
  name,
  errors: (spec.errors ?? {}) as Record<keyof E & string, string>,
});

/** A call the platform's clock makes. It may overlap itself, miss a run or die midway without harm. */
export const defineTimer = <N extends string, O extends z.ZodType>(
  name: N,
  spec: {
    context: string;
    title: string;
    cron: string;
    output: O;
    timeoutS?: number;
    deploy?: string;
  },
) =>
  defineCall(name, {
    ...spec,
    kind: 'timer',
    who: ['timer'],
    input: z.object({}),
  });

export type In<C> = C extends CallSpec<string, infer I, z.ZodType, string> ? z.input<I> : never;
export type Parsed<C> =
  C extends CallSpec<string, infer I, z.ZodType, string> ? z.output<I> : never;
export type Out<C> = C extends CallSpec<string, z.ZodType, infer O, string> ? z.output<O> : never;
export type Err<C> =
  C extends CallSpec<string, z.ZodType, z.ZodType, infer E> ? E | CommonError : never;

/** What every call answers. `detail` holds data a page may show (which SKU, how many are left). */
export type Reply<C> =
  | { readonly ok: true; readonly data: Out<C> }
  | {
      readonly ok: false;
      readonly code: Err<C>;
      readonly message: string;
      readonly detail?: Readonly<Record<string, unknown>>;
      readonly traceId: string;
    };
