import { expect } from 'vitest';
import type { Watch } from '../../../cloudfunctions/kit/testing';

/** Vitest runs this before every unit test file; with TRUST_SCENES set, its calls become scenes there. */
const dir = process.env['TRUST_SCENES'];
if (dir) {
  const { recorder } = await import('./record');
  const from = expect.getState().testPath ?? '';
  const watch: Watch = recorder(dir, from.slice(from.indexOf('cloudfunctions')));
  Object.assign(globalThis, { trustWatch: watch });
}
