/** Finds what `setData` must not carry: on a phone the data crosses from one thread to another as JSON. */
import { problem } from '../problems';
import { CallerClass } from './easel';

/** The path of the first function or `undefined` inside, or nothing. */
export function unsendable(value: unknown, path = '', depth = 0): string | undefined {
  if (typeof value === 'function') return `${path} 是函数`;
  if (value === undefined) return `${path} 是 undefined`;
  if (typeof value !== 'object' || value === null || depth > 8) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const fault = unsendable(inner, path === '' ? key : `${path}.${key}`, depth + 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

export function installSetDataGuard(): void {
  const { setData } = CallerClass.prototype;
  CallerClass.prototype.setData = function (data, callback) {
    // A library's components are its own business, and TDesign relies on `undefined` being ignored.
    const fault = this.is.includes('miniprogram_npm/') ? undefined : unsendable(data);
    if (fault !== undefined) problem('setData', `${this.is}: ${fault}`);
    return setData.call(this, data, callback);
  };
}
