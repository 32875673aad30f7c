/**
 * Everything a change must pass, in one command: `npm test` (all), `npm test -- --quick` (no SDK and
 * browser tests). Ends with the line `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ready } from './ready.mjs';

const quick = process.argv.includes('--quick');
await ready();
const bin = (name) => `node_modules/.bin/${name}`;
let passed = 0;
let failed = 0;

function step(title, command, args) {
  const from = Date.now();
  process.stdout.write(`▸ ${title} … `);
  const run = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  const fine = run.status === 0;
  console.log(`${fine ? 'ok' : 'FAILED'} ${((Date.now() - from) / 1000).toFixed(1)} s`);
  if (!fine) console.log(`${run.stdout ?? ''}${run.stderr ?? ''}`.trim());
  if (fine) passed += 1;
  else failed += 1;
}

/** Runs one vitest project live and adds its counts. */
function suite(project) {
  const out = `.cache/vitest-${project}.json`;
  mkdirSync('.cache', { recursive: true });
  rmSync(out, { force: true });
  console.log(`▸ ${project} tests`);
  const args = [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${out}`,
  ];
  const run = spawnSync(bin('vitest'), args, { stdio: 'inherit' });
  const report = existsSync(out) ? JSON.parse(readFileSync(out, 'utf8')) : undefined;
  passed += report?.numPassedTests ?? 0;
  failed += report?.numFailedTests ?? 0;
  // A file that does not load has no failed test, and a suite that ran nothing proves nothing.
  if (run.status !== 0 && !report?.numFailedTests) failed += 1;
  if (report && report.numPassedTests + report.numFailedTests === 0) failed += 1;
}

step('format', bin('oxfmt'), ['--check', '.']);
step('lint', bin('oxlint'), ['--deny-warnings']);
step('types', bin('tsc'), ['-p', '.']);
step('types of the browser tests', bin('tsc'), ['-p', 'tests/browser']);
step('types of the phone', bin('tsc'), ['-p', 'local/phone']);
step('types of its fixture', bin('tsc'), ['-p', 'local/phone/fixture']);
step('types of the console', bin('tsc'), ['-p', 'local/console/web']);
step('types of the mini-program', bin('tsc'), ['-p', 'miniprogram']);
step('types of the admin', bin('vue-tsc'), ['-p', 'admin-h5']);
suite('unit');
if (!quick) {
  const { ensureChromium } = await import('./chromium.mjs');
  step('build for deployment', process.execPath, ['scripts/run.mjs', 'scripts/build/main.ts']);
  step('deployment check', process.execPath, ['scripts/run.mjs', 'scripts/deploy/check.ts']);
  suite('sdk');
  if (ensureChromium()) suite('browser');
  else failed += 1;
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
