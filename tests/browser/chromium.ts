/** Starts a Chromium for tests: the system's one when there is one, else the test library's own. */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where a Chromium is, or `undefined`. `CHROMIUM` in the environment goes before all. */
export function chromiumPath(): string | undefined {
  const own = chromium.executablePath();
  return [process.env['CHROMIUM'], ...SYSTEM, own].find((path) => path && existsSync(path));
}

/** A headless browser; the caller closes it. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (!executablePath) {
    throw new Error(
      'No Chromium found. Install it (Debian: apt-get install chromium; elsewhere: ' +
        'npx playwright-core install chromium) or set CHROMIUM=/path/to/chromium.',
    );
  }
  return chromium.launch({ executablePath, headless: true, args: QUIET });
}
