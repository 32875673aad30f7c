/** What people do again and again on the pages of headquarters. */
import type { Locator, Page } from 'playwright-core';
import type { AdminPage } from './admin-world';

/** A page as it is just after it was opened: what an earlier test left open is gone. */
export async function visit({ page, go }: AdminPage, to: string): Promise<void> {
  await go(to);
  await page.reload();
  await page.locator('main h1').waitFor();
}
export const said = (page: Page, text: string | RegExp): Promise<void> =>
  page.locator('.t-message', { hasText: text }).first().waitFor();
export const dialog = (page: Page): Locator => page.locator('.t-dialog:visible');
export const save = (page: Page): Promise<void> =>
  page.locator('main').getByRole('button', { name: '保存', exact: true }).click();
export const cells = (page: Page, column: number): Promise<string[]> =>
  page.locator(`tbody td:nth-child(${column})`).allInnerTexts();

/** Drags what lies at the middle of `handle` by some pixels. */
export async function drag(page: Page, handle: Locator, dx: number, dy: number): Promise<void> {
  const box = await handle.boundingBox();
  if (!box) throw new Error('nothing to drag');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx / 2, y + dy / 2);
  await page.mouse.move(x + dx, y + dy);
  await page.mouse.up();
}
