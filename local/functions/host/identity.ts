import { AsyncLocalStorage } from 'node:async_hooks';
import type { WorkOrder } from '../protocol';

const running = new AsyncLocalStorage<WorkOrder>();

/** The call whose code is running right now, if any. */
export const currentCall = (): WorkOrder | undefined => running.getStore();

export const runAs = <T>(order: WorkOrder, body: () => T): T => running.run(order, body);

/**
 * The platform tells a function who calls through `process.env`, and runs one call a process. Here many calls
 * share a process: each reads its own identity over the common variables, so the SDKs work unmodified.
 */
export const isolateEnvironment = (common: Readonly<Record<string, string>>): void => {
  const base: Record<string, string> = { ...common };
  const own = (key: string | symbol) =>
    typeof key === 'string' ? currentCall()?.env[key] : undefined;
  process.env = new Proxy(base, {
    get: (target, key) => own(key) ?? Reflect.get(target, key),
    has: (target, key) => own(key) !== undefined || Reflect.has(target, key),
    ownKeys: (target) => [
      ...new Set([...Reflect.ownKeys(target), ...Object.keys(currentCall()?.env ?? {})]),
    ],
    getOwnPropertyDescriptor: (target, key) => {
      const value: unknown = own(key) ?? Reflect.get(target, key);
      return value === undefined
        ? undefined
        : { value, configurable: true, enumerable: true, writable: true };
    },
    set: (target, key, value) => Reflect.set(target, key, String(value)),
  });
};
