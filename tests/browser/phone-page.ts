/** One open phone, and what tests ask of it. */
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import { launchChromium } from './chromium';
import { type PhoneWorld, startPhoneWorld } from './phone-world';

export interface Phone {
  page: Page;
  /** Something on the page in front. */
  at(selector: string): Locator;
  text(selector: string): Promise<string>;
  tap(selector: string): Promise<void>;
  /** Runs an expression in the mini-program's own page. */
  run<T>(expression: string): Promise<T>;
  problems(): Promise<{ kind: string; message: string }[]>;
  close(): Promise<void>;
}

/** How long a busy machine may take for what it will do: reached only when something is wrong. */
export const PATIENCE_MS = 20_000;

const FRONT = '.ph-page:not([hidden])';

/** Opens the bare phone (no frame) at a page such as `pages/home/index?id=1`. */
export async function openPhone(
  browser: Browser,
  url: string,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Phone> {
  const context = await browser.newContext({ viewport: { width: 375, height: 812 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(`${url}app.html#/${path}`);
  await untilReady(page);
  const at = (selector: string): Locator => page.locator(`${FRONT} ${selector}`);
  return {
    page,
    at,
    text: async (selector) => (await at(selector).first().innerText()).trim(),
    tap: (selector) => at(selector).first().click(),
    run: (expression) => page.evaluate(expression),
    problems: () => page.evaluate('window.__phone.problems'),
    close: () => context.close(),
  };
}

/** Asks again until the answer fits; a busy machine gets its time. */
export const expectSoon = <T>(read: () => T | Promise<T>) =>
  expect.poll(read, { timeout: PATIENCE_MS });

/** Until the app in this page, or in the frame within it, shows its first page. */
export async function untilReady(page: Page): Promise<void> {
  // Asked from outside: the app's own policy forbids what waitForFunction evaluates in it.
  await expectSoon(() => page.evaluate('window.__phone?.ready === true')).toBe(true);
}

/** Waits until an element of the page in front says so. */
export async function expectText(
  phone: Phone,
  selector: string,
  text: string | RegExp,
): Promise<void> {
  await expectSoon(() => phone.text(selector)).toMatch(text);
}

/** Drags with the mouse, in small steps, as a finger would. */
export async function drag(phone: Phone, selector: string, dx: number, dy: number): Promise<void> {
  const target = phone.at(selector).first();
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error(`${selector} is not on the screen`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const { mouse } = phone.page;
  await mouse.move(x, y);
  await mouse.down();
  for (let step = 1; step <= 10; step++)
    await mouse.move(x + (dx * step) / 10, y + (dy * step) / 10);
  await mouse.up();
}

export interface PhoneSuite {
  readonly world: PhoneWorld;
  readonly browser: Browser;
  /** A phone that is closed after the test, which fails if the page did what breaks on a real one. */
  open(path: string, options?: BrowserContextOptions): Promise<Phone>;
}

/** Starts a world and a browser for the tests of one file. */
export function phoneSuite(): PhoneSuite {
  let world: PhoneWorld | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    [world, browser] = await Promise.all([startPhoneWorld(), launchChromium()]);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });
  const started = <T>(thing: T | undefined): T => {
    if (thing === undefined) throw new Error('the suite has not started');
    return thing;
  };
  return {
    get world() {
      return started(world);
    },
    get browser() {
      return started(browser);
    },
    async open(path, options) {
      const phone = await openPhone(started(browser), started(world).url, path, options);
      onTestFinished(async () => {
        const found = await phone.problems();
        await phone.close();
        expect(found).toEqual([]);
      });
      return phone;
    },
  };
}
