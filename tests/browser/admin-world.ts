/** The whole local system with the small chain, and a browser at headquarters. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { build } from 'vite';
import { buildLocalFunctions } from '../../scripts/build/functions';
import { startProduct, type Product } from '../../scripts/lib/product';
import { DEMO_PASSWORD } from '../../scripts/seed/demo/people';
import { launchChromium } from './chromium';

const root = path.resolve(import.meta.dirname, '../..');
/** A Friday, 15:00 in Shanghai: the shops are open and half the day is sold. */
const AFTERNOON = Date.parse('2026-11-20T07:00:00Z');

export interface AdminWorld {
  readonly product: Product;
  /** The built admin. */
  readonly dist: string;
  /** A page at `#/…` of the admin, signed in as `username`. */
  open(at: string, username?: string, options?: BrowserContextOptions): Promise<AdminPage>;
  close(): Promise<void>;
}
export interface AdminPage {
  readonly page: Page;
  /** Script errors and console errors so far. */
  readonly errors: string[];
  go(at: string): Promise<void>;
}

export async function startAdminWorld(size: 'small' | 'demo' = 'small'): Promise<AdminWorld> {
  const dir = mkdtempSync(path.join(tmpdir(), 'admin-'));
  const dist = path.join(dir, 'admin-h5');
  await build({
    root: path.join(root, 'admin-h5'),
    base: './',
    logLevel: 'error',
    build: { outDir: dist, emptyOutDir: true },
  });
  // A folder of its own below the root, from where packages are found: nobody rebuilds it meanwhile.
  mkdirSync(path.join(root, '.local'), { recursive: true });
  const functionsDir = mkdtempSync(path.join(root, '.local/admin-'));
  await buildLocalFunctions(root, functionsDir);
  const mounts = [{ path: '/admin-h5', dir: dist, spa: true }];
  const product = await startProduct({ root, functionsDir, port: 0, size, at: AFTERNOON, mounts });
  const browser = await launchChromium();
  return {
    product,
    dist,
    open: (at, username = 'admin', options = {}) =>
      openAdmin(browser, `${product.url}/admin-h5/`, at, username, options),
    async close() {
      await browser.close();
      await product.close();
      rmSync(dir, { recursive: true });
      rmSync(functionsDir, { recursive: true });
    },
  };
}

async function openAdmin(
  browser: Browser,
  url: string,
  at: string,
  username: string,
  options: BrowserContextOptions,
): Promise<AdminPage> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (line) => line.type() === 'error' && errors.push(line.text()));
  await page.goto(`${url}#${at}`);
  await page.fill('[name=username]', username);
  await page.fill('[name=password]', DEMO_PASSWORD);
  await page.click('button[type=submit]');
  await page.locator('main h1').waitFor();
  const go = async (to: string): Promise<void> => {
    await page.goto(`${url}#${to}`);
    await page.locator('main h1').waitFor();
  };
  return { page, errors, go };
}
