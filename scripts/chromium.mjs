/** A Chromium for the browser tests: the system's, else Debian's package, else the test library's own. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const system = () => SYSTEM.find((path) => existsSync(path));
/** Chinese glyphs: without them the screenshots show boxes. */
const hasChinese = () =>
  spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' }).stdout?.trim() !== '';

function playwrights() {
  try {
    const path = require('playwright-core').chromium.executablePath();
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

export const chromiumPath = () => process.env.CHROMIUM ?? system() ?? playwrights();

/** True when a browser is there afterwards; says what to do when it cannot be had. */
export function ensureChromium() {
  const root = process.getuid?.() === 0;
  const apt = root && existsSync('/usr/bin/apt-get');
  if (apt && (!system() || !hasChinese())) {
    console.log('Installing Chromium and Chinese fonts (once) …');
    const quiet = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    spawnSync('apt-get', ['update'], quiet);
    spawnSync('apt-get', ['install', '-y', 'chromium', 'fonts-noto-cjk', 'fontconfig'], quiet);
  }
  if (chromiumPath()) return true;
  console.log('Downloading the test browser …');
  spawnSync('node_modules/.bin/playwright-core', ['install', 'chromium'], { stdio: 'inherit' });
  if (chromiumPath()) return true;
  console.error(
    'No Chromium found. Install one (Debian: apt-get install chromium) or set CHROMIUM=/path/to/it.',
  );
  return false;
}
