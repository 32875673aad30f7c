import { AsyncLocalStorage } from 'node:async_hooks';
import type { WorkOrder } from '../protocol';

type Variables = Record<string, string>;

const running = new AsyncLocalStorage<{ readonly order: WorkOrder; readonly env: Variables }>();
let common: Variables = {};

/** The call whose code is running right now, if any. */
export const currentCall = (): WorkOrder | undefined => running.getStore()?.order;

/** Runs a call with its own identity laid over the common variables once: the SDKs read them all the time. */
export const runAs = <T>(order: WorkOrder, body: () => T): T =>
  running.run({ order, env: { ...common, ...order.env } }, body);

/**
 * The platform tells a function who calls through `process.env`, and runs one call a process. Here many calls
 * share a process: each reads its own identity over the common variables, so the SDKs work unmodified.
 */
export const isolateEnvironment = (base: Record<string, string>): void => {
  common = base;
  const seen = (): Variables => running.getStore()?.env ?? base;
  process.env = new Proxy(base, {
    get: (_target, key) => (typeof key === 'string' ? seen()[key] : undefined),
    has: (_target, key) => Reflect.has(seen(), key),
    ownKeys: () => Reflect.ownKeys(seen()),
    getOwnPropertyDescriptor: (_target, key) => {
      const value = typeof key === 'string' ? seen()[key] : undefined;
      return value === undefined
        ? undefined
        : { value, configurable: true, enumerable: true, writable: true };
    },
    // As on the platform, what a call sets is there for it and for later ones.
    set: (target, key, value) =>
      Reflect.set(seen(), key, String(value)) && Reflect.set(target, key, String(value)),
    deleteProperty: (target, key) =>
      Reflect.deleteProperty(seen(), key) && Reflect.deleteProperty(target, key),
  });
};
