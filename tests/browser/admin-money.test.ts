/** Headquarters' money: a campaign from plan to stop, coupons, members, rules, the books. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startAdminWorld, type AdminPage, type AdminWorld } from './admin-world';

let world: AdminWorld;
let owner: AdminPage;
let merch: AdminPage;

beforeAll(async () => {
  world = await startAdminWorld();
  owner = await world.open('/campaigns');
  merch = await world.open('/campaigns', 'merch');
});
afterAll(() => world?.close());

/** A page as it is just after it was opened: what an earlier test left open is gone. */
async function visit({ page, go }: AdminPage, to: string): Promise<void> {
  await go(to);
  await page.reload();
  await page.locator('main h1').waitFor();
}
const said = (page: Page, text: string | RegExp): Promise<void> =>
  page.locator('.t-message', { hasText: text }).first().waitFor();
const dialog = (page: Page): Locator => page.locator('.t-dialog:visible');
const button = (page: Page, name: string | RegExp): Locator =>
  page.locator('main').getByRole('button', { name, exact: true });
const tab = (page: Page, name: string): Promise<void> =>
  page.locator('.t-tabs__nav-item', { hasText: name }).click();
const state = (page: Page, text: string): Promise<void> =>
  page.locator('h1 .tag', { hasText: text }).waitFor();
const row = (page: Page, text: string): Locator => page.locator('tbody tr', { hasText: text });

test('满100减20: planned by one, rehearsed, signed by another, published everywhere, stopped', async () => {
  const { page } = merch;
  await visit(merch, '/campaigns');
  await button(page, '新建活动').click();
  await page.locator('.t-dropdown__item', { hasText: '空白活动' }).click();
  await page.locator('[name=campaignName]').fill('满100减20');
  await button(page, '添加规则').click();
  await page.locator('.t-dropdown__item', { hasText: '满减' }).click();
  const rule = page.locator('[data-rule=fullOff]');
  await rule.locator('[name=name]').fill('满100减20');
  await button(page, '保存').click();
  await page.getByText('至少要有一档').last().waitFor();
  await rule.getByText('添加一档').click();
  await rule.locator('[name=fromFen]').fill('10');
  await rule.locator('[name=offFen]').fill('20');
  await rule.getByText(/比门槛.*还多/).waitFor();
  await rule.locator('[name=fromFen]').fill('100');
  await button(page, '保存').click();
  await said(page, '已保存');
  await state(page, '草稿');
  await page.getByText('没有预算上限').waitFor();

  await tab(page, '演练');
  await button(page, '开始演练').click();
  await button(page, '重新演练').waitFor();
  // The small chain's past is in its books of demand; orders of last week there are none.
  await page.getByText('上周在活动门店没有订单').waitFor();
  await expect.poll(() => page.getByText('还没有用上周的真实订单演练过').count()).toBe(0);
  await button(page, '提交').click();
  await state(page, '待审批');
  // Who submitted it finds no button to sign it with.
  expect(await button(page, '批准').count()).toBe(0);
  const { hash } = new URL(page.url());

  const at = hash.slice(1).split('?')[0] ?? '';
  await visit(owner, at);
  await button(owner.page, '批准').click();
  await dialog(owner.page).getByRole('button', { name: '批准' }).click();
  await state(owner.page, '已批准');

  await visit(merch, at);
  await button(page, '发布').click();
  await dialog(page).getByRole('button', { name: '发布' }).click();
  await state(page, '待开始');
  await tab(page, '哪些门店有');
  await row(page, '武林广场店').getByText('有', { exact: true }).waitFor();
  await tab(page, '效果');
  await page.getByText('第 1 版', { exact: true }).waitFor();

  await button(page, '紧急停止').click();
  const stop = dialog(page).getByRole('button', { name: '紧急停止' });
  expect(await stop.isDisabled()).toBe(true);
  await dialog(page).locator('textarea').fill('力度填错了');
  await stop.click();
  await state(page, '已停止');
  await page.getByText('力度填错了').first().waitFor();
  await visit(merch, '/campaigns?state=stopped');
  await row(page, '满100减20').waitFor();
  expect(await page.locator('tbody tr').count()).toBe(1);
});

test('a coupon is made, what cannot be is told, and handed to everybody', async () => {
  const { page } = owner;
  await visit(owner, '/coupons');
  await button(page, '新建券').click();
  const drawer = page.locator('.t-drawer--open');
  await drawer.locator('[name=couponName]').fill('测试满30减4');
  await drawer.locator('[name=threshold]').fill('3');
  await drawer.locator('[name=face]').fill('4');
  await drawer.getByRole('button', { name: '保存' }).click();
  await drawer.getByText(/比门槛.*还多/).waitFor();
  await drawer.locator('[name=threshold]').fill('30');
  await drawer.getByRole('button', { name: '保存' }).click();
  await said(page, '已保存');
  await row(page, '测试满30减4').click();
  await drawer.locator('.t-tabs__nav-item', { hasText: '批量发券' }).click();
  await drawer.getByRole('button', { name: '批量发券' }).click();
  await dialog(page).locator('textarea').fill('开张回馈');
  await dialog(page).getByRole('button', { name: '批量发券' }).click();
  await drawer.getByText(/已发 [1-9]\d*，跳过 0/).waitFor();
  await drawer.getByText('已有顾客领到这张券').waitFor({ state: 'attached' });
  await drawer.getByRole('button', { name: '停发' }).click();
  await dialog(page).locator('textarea').fill('发完了');
  await dialog(page).getByRole('button', { name: '停发' }).click();
  await drawer.getByRole('button', { name: '恢复发放' }).waitFor();
  expect(await row(page, '测试满30减4').innerText()).toMatch(/已停发|停止发放/);
});

test('a member’s points are adjusted with a reason, and the statement shows it', async () => {
  const { page } = owner;
  await visit(owner, '/members');
  await page.locator('tbody tr').first().click();
  const drawer = page.locator('.t-drawer--open');
  await drawer.getByRole('button', { name: '调整积分' }).click();
  await dialog(page).locator('.t-input-number input').fill('30');
  await dialog(page).locator('textarea').fill('补偿一次迟到');
  await dialog(page).getByRole('button', { name: '确定' }).click();
  await said(page, '积分已调整');
  await drawer.locator('.t-tabs__nav-item', { hasText: '明细' }).click();
  await drawer.locator('.t-radio-button', { hasText: '积分' }).click();
  await drawer.getByText('+30', { exact: true }).waitFor();
  expect(await drawer.locator('.line').first().innerText()).toContain('+30');
});

test('the price of the card is changed by who may; merchandising reads it', async () => {
  const [a, b] = [owner.page, merch.page];
  await visit(owner, '/member-rules');
  const price = a.locator('[name=cardPrice]');
  await price.fill('188');
  await a.keyboard.press('Control+s');
  await said(a, '已保存');
  await visit(owner, '/member-rules');
  expect(await price.inputValue()).toBe('188.00');
  // Merchandising reads the rules and may not change them.
  await visit(merch, '/member-rules');
  expect(await b.locator('[name=cardPrice]').isDisabled()).toBe(true);
  expect(await button(b, '保存').count()).toBe(0);
});

test('the books are closed and proven at night, and stand in the ledger', async () => {
  const { page } = owner;
  await visit(owner, '/ledger');
  await page.getByText('待自证').waitFor();
  await world.product.clock.jump(24 * 3_600_000);
  let more = true;
  while (more) {
    const answer = await world.product.callFunction(
      'nightlyMoney',
      { Type: 'Timer', TriggerName: 'proveLedger' },
      { via: 'timer' },
    );
    more = JSON.stringify(answer).includes('"more":true');
  }
  // A day later one signs in again.
  const later = await world.open('/ledger');
  await later.page.getByText('全部相符').waitFor();
  await tab(later.page, '警报');
  await later.page.getByText('没有警报').waitFor();
  expect(later.errors).toEqual([]);
});

test('nothing on the way was a script error', () => {
  expect([...owner.errors, ...merch.errors]).toEqual([]);
});
