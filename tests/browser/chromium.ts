/** Starts a Chromium for tests: the system's one when there is one, else the test library's own. */
import { chromium, type Browser } from 'playwright-core';
import { chromiumPath } from '../../scripts/chromium.mjs';

export { chromiumPath };

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

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
