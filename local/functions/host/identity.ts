import { AsyncLocalStorage } from 'node:async_hooks';
import type { WorkOrder } from '../protocol';

type Variables = Record<string, string>;

const running = new AsyncLocalStorage<{ readonly order: WorkOrder; readonly env: Variables }>();
let common: Variables = {};

/** The call whose code is running right now, if any. */
export const currentCall = (): WorkOrder | undefined => running.getStore()?.order;

/** Runs a call with its own identity laid over the common variables. */
export const runAs = async (order: WorkOrder, body: () => Promise<void>): Promise<void> => {
  const before: Variables = { ...common, ...order.env };
  const env = { ...before };
  await running.run({ order, env }, body);
  // As on the platform, what a call sets is there for later ones, too.
  for (const key in env) if (env[key] !== before[key]) common[key] = String(env[key]);
  for (const key in before) if (!(key in env)) delete common[key];
};

/**
 * The platform tells a function who calls through `process.env`, and runs one call a process. Here many calls
 * share a process: each sees a plain object of its own, so the SDKs work unmodified, and at full speed: they
 * read dozens of variables for every request. Code that kept the object before any call began gets the same by
 * the way of a proxy.
 */
export const isolateEnvironment = (base: Variables): void => {
  common = base;
  const seen = (): Variables => running.getStore()?.env ?? base;
  const kept = new Proxy(base, {
    get: (_target, key) => (typeof key === 'string' ? seen()[key] : undefined),
    has: (_target, key) => Reflect.has(seen(), key),
    ownKeys: () => Reflect.ownKeys(seen()),
    getOwnPropertyDescriptor: (_target, key) => {
      const value = typeof key === 'string' ? seen()[key] : undefined;
      return value === undefined
        ? undefined
        : { value, configurable: true, enumerable: true, writable: true };
    },
    set: (_target, key, value) => Reflect.set(seen(), key, String(value)),
    deleteProperty: (_target, key) => Reflect.deleteProperty(seen(), key),
  });
  Object.defineProperty(process, 'env', {
    configurable: true,
    enumerable: true,
    get: () => running.getStore()?.env ?? kept,
  });
};
