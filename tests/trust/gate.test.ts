import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { GATE } from '../../scripts/trust/suites';

/**
 * Every suite of the gate, as `npm run trust -- <suite>` runs it.
 */
test.each(Object.keys(GATE))('npm run trust -- %s', (name) => {
  const run = spawnSync(process.execPath, ['scripts/run.mjs', 'scripts/trust/main.ts', name], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const told = `${run.stdout}${run.status === 0 ? '' : run.stderr}`;
  console.log(told.trim());
  expect({ status: run.status, told }).toEqual({ status: 0, told });
});
