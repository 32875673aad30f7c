/** The whole local system with the small chain, and phones of its people. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { buildPhone } from '../../local/phone/build/phone';
import { buildLocalFunctions } from '../../scripts/build/functions';
import { phoneOptions } from '../../scripts/lib/clients';
import { startProduct, type Product } from '../../scripts/lib/product';
import { launchChromium } from './chromium';
import { PATIENCE_MS, untilReady } from './phone-page';

const root = path.resolve(import.meta.dirname, '../..');
/** A Friday, 11:00 in Shanghai: every shop of the chain is open. */
const MORNING = Date.parse('2026-11-20T03:00:00Z');

export interface Place {
  latitude: number;
  longitude: number;
}
export interface MiniWorld {
  product: Product;
  open(who: {
    openid: string;
    at?: Place | 'refused';
    page?: string;
    pad?: boolean;
  }): Promise<Phone>;
  close(): Promise<void>;
}

/** `demo`: with campaigns, members' balances and coupons of every kind. */
export async function startMiniWorld(size: 'small' | 'demo' = 'small'): Promise<MiniWorld> {
  const dir = mkdtempSync(path.join(tmpdir(), 'mini-'));
  const outDir = path.join(dir, 'phone');
  const { problems } = await buildPhone({
    ...phoneOptions(root),
    outDir,
    cacheDir: dir,
    live: false,
  });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  await buildLocalFunctions(root, path.join(root, '.local/functions'));
  const mounts = [{ path: '/phone', dir: outDir }];
  const product = await startProduct({ root, port: 0, size, at: MORNING, mounts });
  const browser = await launchChromium();
  return {
    product,
    open: (who) => openPhone(browser, product.url, who),
    async close() {
      await browser.close();
      await product.close();
      rmSync(dir, { recursive: true });
    },
  };
}

/** One person's phone. Texts are looked for on the page that is on top. */
export class Phone {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }
  top(selector: string): Locator {
    return this.page.locator(selector).locator('visible=true');
  }
  text(text: string | RegExp): Locator {
    return this.page.getByText(text).locator('visible=true').first();
  }
  async tap(text: string | RegExp): Promise<void> {
    await this.text(text).click();
  }
  async sees(text: string | RegExp): Promise<void> {
    await this.text(text).waitFor();
  }
  run<T>(script: string): Promise<T> {
    return this.page.evaluate(script);
  }
  /** Functions in setData, unknown `wx.*`, page errors, network beyond this machine. */
  problems(): Promise<{ kind: string; message: string }[]> {
    return this.run('window.__phone.problems');
  }
}

async function openPhone(
  browser: Browser,
  url: string,
  {
    openid,
    at = 'refused',
    page: path = 'pages/home/index',
    pad = false,
  }: Parameters<MiniWorld['open']>[0],
): Promise<Phone> {
  const viewport = pad ? { width: 1024, height: 768 } : { width: 375, height: 812 };
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const position = at === 'refused' ? at : { label: 'here', ...at };
  await page.addInitScript(
    ([key, value]) => {
      if (key && value && !sessionStorage.getItem(key)) sessionStorage.setItem(key, value);
    },
    ['phone.settings', JSON.stringify({ openid, position, online: true })],
  );
  await page.goto(`${url}/phone/app.html#/${path}`);
  await untilReady(page);
  return new Phone(page);
}
