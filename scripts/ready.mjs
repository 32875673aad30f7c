/**
 * Makes the checkout runnable: the right Node, and node_modules as the lock file says.
 * Plain JavaScript without dependencies, because it runs before anything is installed.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const STAMP = 'node_modules/.liandian-lock';

/** Installs the locked packages when they are missing or older than the lock file. */
export async function ready() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`连店 needs Node 20.19 or newer; this is ${process.versions.node}.`);
    process.exit(1);
  }
  const want = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === want) return;
  console.log('Installing packages (once; about a minute) …');
  // Not `npm ci`: it refuses a lock written where optional builds of other platforms were not on offer.
  execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  mkdirSync('node_modules', { recursive: true });
  writeFileSync(STAMP, want);
}
