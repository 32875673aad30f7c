import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { loadScenes, SCENES } from './scene';
import type { Scene } from './shape';

/** Runs the functions' unit tests and keeps the worlds they build. */
export function collectScenes(dir = SCENES): void {
  rmSync(dir, { recursive: true, force: true });
  const run = spawnSync(
    'node_modules/.bin/vitest',
    ['run', '--project', 'unit', '--silent', '--reporter=dot', 'cloudfunctions'],
    { env: { ...process.env, TRUST_SCENES: dir }, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  if (run.status !== 0) throw new Error(`the unit tests failed:\n${run.stdout}${run.stderr}`);
}

let known: Map<string, Scene[]> | undefined;

/** The scenes of the last run of the unit tests; runs them when there are none. */
export function scenes({ fresh = false } = {}): Map<string, Scene[]> {
  if (fresh || !existsSync(SCENES)) {
    console.error('collecting scenes from the unit tests …');
    collectScenes();
  }
  known ??= loadScenes();
  return known;
}
