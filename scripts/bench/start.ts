import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { report, round } from './figures';

/** `npm start` to Ready: with nothing built and an empty data folder, and again. Installing is not in it. */
export async function bench(): Promise<void> {
  const dir = mkdtempSync(path.join(tmpdir(), 'liandian-start-'));
  for (const name of ['.local/functions', '.local/phone', '.cache', 'dist/admin-h5'])
    rmSync(name, { recursive: true, force: true });
  try {
    for (const run of ['first', 'second', 'third']) {
      const from = performance.now();
      const said = await ready(dir);
      report('start', { run, seconds: round((performance.now() - from) / 1000, 2), said });
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Starts, waits for the Ready line, stops. */
function ready(dir: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      'npm',
      ['start', '--silent', '--', '--no-open', '--quiet', '--port', '0', '--data', dir],
      { stdio: ['ignore', 'pipe', 'inherit'], detached: true },
    );
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      const line = /Ready in .*? s/.exec(out)?.[0];
      if (!line || child.pid === undefined) return;
      // npm does not hand the signal on: the whole group gets it.
      process.kill(-child.pid, 'SIGINT');
      child.once('exit', () => resolve(line));
    });
    child.once('error', reject);
    child.once('exit', () => (/Ready/.test(out) ? undefined : reject(new Error(out))));
  });
}
