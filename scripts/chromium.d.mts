/** Where a Chromium is: `CHROMIUM`, the system's, or the test library's own. */
export function chromiumPath(): string | undefined;
/** True when a browser is there afterwards; says what to do when it cannot be had. */
export function ensureChromium(): boolean;
