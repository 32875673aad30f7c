/**
 * Everything a change must pass, in one command: `npm test` (all), `npm test -- --quick` (no SDK and
 * browser tests). Ends with the line `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
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

/** Runs a vitest project, or some files of it, live: how many passed and failed, and in which files. */
function vitest(project, files = []) {
  const out = `.cache/vitest-${project}.json`;
  mkdirSync('.cache', { recursive: true });
  rmSync(out, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${out}`];
  const args = ['run', '--project', project, ...reporters, ...files];
  const run = spawnSync(bin('vitest'), args, { stdio: 'inherit' });
  const report = existsSync(out) ? JSON.parse(readFileSync(out, 'utf8')) : undefined;
  const right = report?.numPassedTests ?? 0;
  let wrong = report?.numFailedTests ?? 0;
  // A file that does not load has no failed test, and a suite that ran nothing proves nothing.
  if ((run.status !== 0 && wrong === 0) || right + wrong === 0) wrong += 1;
  const broken = (report?.testResults ?? []).filter((file) => file.status !== 'passed');
  return { right, wrong, broken };
}

const passedIn = (files) =>
  files.flatMap((file) => file.assertionResults).filter(({ status }) => status === 'passed').length;

/**
 * Adds a project's counts. A whole system with a browser on a busy machine can lose a race that no person would: the
 * files that failed get one second try in a world of their own, and what needed it is named, so that it is mended.
 */
function suite(project, { secondTry = false } = {}) {
  console.log(`▸ ${project} tests`);
  let { right, wrong, broken } = vitest(project);
  if (secondTry && broken.length > 0 && broken.length <= 3) {
    const names = broken.map((file) => relative('.', file.name));
    console.log(`▸ second try of ${names.join(', ')}`);
    right -= passedIn(broken);
    const again = vitest(project, names);
    if (again.wrong === 0) console.log(`▸ passed only at the second try: ${names.join(', ')}`);
    right += again.right;
    wrong = again.wrong;
  }
  passed += right;
  failed += wrong;
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
  suite('trust');
  const { ensureChromium } = await import('./chromium.mjs');
  step('build for deployment', process.execPath, ['scripts/run.mjs', 'scripts/build/main.ts']);
  step('deployment check', process.execPath, ['scripts/run.mjs', 'scripts/deploy/check.ts']);
  suite('sdk', { secondTry: true });
  if (ensureChromium()) suite('browser', { secondTry: true });
  else failed += 1;
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
