/** HQ hires somebody, who signs in, chooses a password, works, and is turned away the moment the right is gone. */
import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dialog, said } from './admin-steps';
import { startAdminWorld, type AdminPage, type AdminWorld } from './admin-world';

let world: AdminWorld;
let owner: AdminPage;
beforeAll(async () => {
  world = await startAdminWorld();
  owner = await world.open('/people');
});
afterAll(() => world?.close());

const pictures = process.env['PICTURES'];
const picture = async (page: AdminPage['page'], name: string): Promise<void> => {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: `${pictures}/${name}.png` });
};

test('invited, at work, revoked, refused at once; the log has all of it and is whole', async () => {
  const { page } = owner;
  await page.getByRole('button', { name: '添加人员' }).click();
  await page.locator('[name=personName]').fill('罗小满');
  await page.locator('[name=personUsername]').fill('luoxm');
  await page.getByText('门店、商品、价格').click();
  await picture(page, 'person-drawer');
  await page
    .locator('.t-drawer:visible')
    .getByRole('button', { name: '保存', exact: true })
    .click();
  const password = (await dialog(page).locator('[data-test=password]').innerText()).trim();
  await picture(page, 'first-password');
  await dialog(page).getByRole('button', { name: '已告知本人' }).click();
  await page.locator('tbody tr', { hasText: '罗小满' }).getByText('待改初始密码').waitFor();
  await picture(page, 'people');

  const context = await page.context().browser()?.newContext({ locale: 'zh-CN' });
  const his = await context?.newPage();
  if (!his) throw new Error('no page');
  await his.goto(`${world.product.url}/admin-h5/#/shops`);
  await his.fill('[name=username]', 'luoxm');
  await his.fill('[name=password]', password);
  await his.click('button[type=submit]');
  await his.locator('[name=old]').fill(password);
  await his.locator('[name=fresh]').fill('my own password');
  await his.locator('[name=again]').fill('my own password');
  await picture(his, 'change-password');
  await his.locator('.t-dialog:visible').getByRole('button', { name: '保存', exact: true }).click();
  await said(his, '密码已修改');
  await his.getByText('武林广场店').first().waitFor();
  expect(await his.getByRole('link', { name: '总部人员' }).count()).toBe(0);

  await page
    .locator('tbody tr', { hasText: '罗小满' })
    .getByRole('button', { name: '收回权限' })
    .click();
  await dialog(page).getByRole('button', { name: '收回权限' }).click();
  await said(page, '已完成');
  await his.reload();
  await his.getByText('你没有这项操作的权限').first().waitFor();
  await picture(his, 'revoked');
  await context?.close();

  await world.product.runTimer('verifyAuditChain');
  await owner.go('/audit');
  await page.getByText('记录完整').waitFor();
  await page.getByText('被拒绝', { exact: true }).click();
  const refused = page.locator('article', { hasText: '罗小满' });
  await refused.first().waitFor();
  expect(await refused.first().innerText()).toContain('NOT_ALLOWED');
  await picture(page, 'audit-refused');
});
