import { format } from 'node:util';
import type { FromWorker, LogLevel } from '../protocol';
import { currentCall } from './identity';

const LEVELS: readonly LogLevel[] = ['log', 'info', 'warn', 'error', 'debug'];

/** What a function prints goes to its own call's log instead of one mixed stream. */
export const captureConsole = (send: (message: FromWorker) => void): void => {
  for (const level of LEVELS) {
    console[level] = (...args: unknown[]) =>
      send({ type: 'log', id: currentCall()?.id, level, text: format(...args) });
  }
};
