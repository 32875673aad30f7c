import type { Storage } from './types';

const done = Promise.resolve();

/** For tests and throw-away worlds: nothing survives, nothing has to be waited for. */
export const memoryStorage = (): Storage => ({
  catalog: () => [],
  documents: () => [],
  declare: () => undefined,
  append: () => undefined,
  durable: () => done,
  close: () => done,
});
