/** What headquarters does on other days: shops, prices, requests, people, files, what was written down. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buy, callAs, must } from '../../scripts/lib/live-orders';
import { shoppers, staff } from '../../scripts/seed/demo/people';
import { cells, dialog, drag, said, save, visit } from './admin-steps';
import { startAdminWorld, type AdminPage, type AdminWorld } from './admin-world';

let world: AdminWorld;
let owner: AdminPage;
let merch: AdminPage;
const [lin] = shoppers;
const manager = staff.find((s) => s.id === 'st_zhou');
const clerk = staff.find((s) => s.id === 'st_gao');
if (!lin || !manager || !clerk) throw new Error('the seed has no people');

beforeAll(async () => {
  world = await startAdminWorld();
  owner = await world.open('/board');
  merch = await world.open('/shops', 'merch');
});
afterAll(() => world?.close());

test('a delivery area is drawn: a corner dragged, a gap cut out; what cannot be is told', async () => {
  const { page } = owner;
  await visit(owner, '/shops/hz01?tab=area');
  await page.getByText('手绘范围').click();
  const corners = page.locator('.outline [data-corner]');
  await expect.poll(() => corners.count()).toBe(8);
  await drag(page, corners.first(), 60, 30);
  await page.getByText('划出一块不送').click();
  const gap = page.locator('.hole [data-corner]');
  await expect.poll(() => gap.count()).toBe(8);
  await drag(page, gap.first(), 600, 0);
  await page.getByText(/边界自相交叉|不送的区域要在配送范围里面/).waitFor();
  expect(await page.getByRole('button', { name: '保存', exact: true }).isDisabled()).toBe(true);
  await drag(page, gap.first(), -250, 0);
  await gap.nth(4).dblclick();
  await expect.poll(() => gap.count()).toBe(7);
  const drawn = await page.locator('path.shape').getAttribute('d');
  await save(page);
  await said(page, '已保存');
  await page.reload();
  await gap.first().waitFor();
  expect(await corners.count()).toBe(8);
  expect(await gap.count()).toBe(7);
  // The map fits itself to what is drawn: the same outline has the same shape, at its own scale.
  const lines = (d: string | null): number => (d ?? '').split('L').length;
  expect(lines(await page.locator('path.shape').getAttribute('d'))).toBe(lines(drawn));
  const shop = await must(world.product, lin.openid, 'getStore', { storeId: 'hz01' });
  expect(shop.area.polygon?.map((ring) => ring.length)).toEqual([9, 8]);
});

test('two people change one shop: both changes are shown, and none is lost', async () => {
  const [a, b] = [owner.page, merch.page];
  await visit(owner, '/shops/hz03');
  await visit(merch, '/shops/hz03');
  await b.locator('[name=phone]').fill('0571-11112222');
  await b.locator('[name=district]').fill('西湖新区');
  await save(b);
  await said(b, '已保存');
  await a.locator('[name=phone]').fill('0571-33334444');
  await a.locator('[name=address]').fill('文三路 477 号 1 层');
  await save(a);
  await dialog(a).getByText('有人刚改过这条记录').waitFor();
  expect(await dialog(a).locator('tr.clash').innerText()).toMatch(/电话.*0571-33334444.*11112222/s);
  expect(await dialog(a).locator('tbody tr').count()).toBe(3);
  await dialog(a).getByRole('button', { name: '保留我的并保存' }).click();
  await said(a, '已保存');
  await a.reload();
  await a.locator('[name=phone]').waitFor();
  const value = (name: string): Promise<string> => a.locator(`[name=${name}]`).inputValue();
  expect(await value('phone')).toBe('0571-33334444');
  expect(await value('address')).toBe('文三路 477 号 1 层');
  expect(await value('district')).toBe('西湖新区');
});

test('a change elsewhere in the shop stands in nobody’s way', async () => {
  const [a, b] = [owner.page, merch.page];
  await visit(owner, '/shops/hz03');
  await visit(merch, '/shops/hz03?tab=hours');
  await b.locator('.short input').fill('25');
  await save(b);
  await said(b, '已保存');
  await a.locator('[name=phone]').fill('0571-55556666');
  await save(a);
  await said(a, '已保存');
  expect(await dialog(a).count()).toBe(0);
  await b.reload();
  await expect.poll(() => b.locator('.short input').inputValue()).toBe('25');
});

test('two people change one product: the second sees it and takes the other’s', async () => {
  const [a, b] = [owner.page, merch.page];
  await visit(owner, '/products?q=牛奶');
  await visit(merch, '/products?q=牛奶');
  await a.locator('tbody tr').first().click();
  await b.locator('tbody tr').first().click();
  const [mine, theirs] = [a.locator('[name=brand]'), b.locator('[name=brand]')];
  await theirs.fill('对方的牌子');
  await b.keyboard.press('Control+s');
  await said(b, '已保存');
  await mine.fill('我的牌子');
  await a.keyboard.press('Control+s');
  await dialog(a).getByText('对方的牌子').waitFor();
  await dialog(a).getByRole('button', { name: '用对方的' }).click();
  await expect.poll(() => mine.inputValue()).toBe('对方的牌子');
  expect(
    await a.locator('.foot').getByRole('button', { name: '保存', exact: true }).isDisabled(),
  ).toBe(true);
});

test('a shop’s special price is set, changed and ended; shoppers see each', async () => {
  const { page } = owner;
  await visit(owner, '/products');
  await page.locator('tbody tr').first().click();
  const list = Math.round(Number(await page.locator('[name=listPrice]').inputValue()) * 100);
  const floor = Math.round(Number(await page.locator('[name=floor]').inputValue()) * 100);
  await page.getByText('各店价格').click();
  const line = page.locator('.grid .line', { hasText: '武林广场店' });
  // The seed has a few specials of its own: this one begins from none.
  await line.locator('.special').click();
  const price = dialog(page).locator('[name=special]');
  await price.fill(String(floor / 100 - 0.01));
  await dialog(page)
    .getByText(/不能低于|最低价/)
    .first()
    .waitFor();
  expect(await dialog(page).getByRole('button', { name: '保存' }).isDisabled()).toBe(true);
  for (const fen of [floor + 10, floor + 20]) {
    if ((await dialog(page).count()) === 0) await line.locator('.special').click();
    await price.fill((fen / 100).toFixed(2));
    await dialog(page).getByRole('button', { name: '保存' }).click();
    await line.getByText(`¥${(fen / 100).toFixed(2)}`).waitFor();
    expect(fen).toBeLessThan(list);
  }
  await line.locator('.special').click();
  await dialog(page).getByRole('button', { name: '结束特价' }).click();
  await line.getByText('做特价').waitFor();
  await page.getByText('价格记录').click();
  await expect
    .poll(() => page.locator('.t-drawer .line', { hasText: '武林广场店' }).count())
    .toBeGreaterThanOrEqual(3);
});

test('a shop’s request is approved in part and becomes a transfer', async () => {
  const { page } = owner;
  const shelf = await must(world.product, lin.openid, 'listShelf', { storeId: 'hz01', limit: 2 });
  const { requestNo } = await must(world.product, manager.openid, 'requestStock', {
    requestId: 'request-of-the-test-1',
    storeId: 'hz01',
    lines: shelf.items.map(({ skuId }) => ({ skuId, qty: 2 })),
    note: '周末备货',
  });
  await visit(owner, '/requests');
  await page.locator('tbody tr', { hasText: requestNo }).click();
  await page.getByText('周末备货').last().waitFor();
  const first = page.locator('.t-drawer .t-input-number input').first();
  await first.fill('1');
  await first.blur();
  await page.locator('.t-drawer .field .t-select').click();
  await page.locator('.t-select-option', { hasText: '湖滨银泰店' }).click();
  await page.getByRole('button', { name: /批准/ }).click();
  await said(page, '已');
  await visit(owner, '/transfers');
  const row = page.locator('tbody tr', { hasText: '湖滨银泰店' });
  await row.first().waitFor();
  expect(await row.first().innerText()).toMatch(/待发货[\s\S]*武林广场店[\s\S]*2 种 3 件/);
  await visit(owner, '/requests?status=approved');
  await page.locator('tbody tr', { hasText: requestNo }).waitFor();
});

test('a contact is shown for a reason, and who asked is written down', async () => {
  const { page } = owner;
  const shelf = await must(world.product, lin.openid, 'listShelf', { storeId: 'hz01', limit: 5 });
  const skuId = shelf.items.find((item) => item.stock !== 'out')?.skuId ?? '';
  const lines = [{ skuId, qty: 9 }];
  const { items } = await must(world.product, lin.openid, 'listAddresses', {});
  const { orderId } = await buy(world.product, lin.openid, 'contact', {
    storeId: 'hz01',
    mode: 'delivery',
    addressId: items[0]?.addressId ?? null,
    lines,
  });
  await visit(owner, `/orders?id=${orderId}`);
  const contact = page.locator('.contact');
  await contact.waitFor();
  expect(await contact.innerText()).not.toContain(lin.phone);
  await contact.getByText('查看完整联系方式').click();
  await contact.getByRole('textbox').fill('顾客来电核对');
  await contact.getByRole('button', { name: '查看', exact: true }).click();
  await contact.getByText(lin.phone).waitFor();
  await visit(owner, '/audit?call=revealPii');
  const entry = page.locator('article').first();
  expect(await entry.innerText()).toMatch(/沈总[\s\S]*顾客来电核对/);
  expect(await entry.innerText()).not.toContain(lin.phone);
});

test('the story of an order: each sum by its rule, each piece by what paid it', async () => {
  const { page } = owner;
  const shelf = await must(world.product, lin.openid, 'listShelf', { storeId: 'hz01', limit: 5 });
  const skuId = shelf.items.find((item) => item.stock === 'plenty')?.skuId ?? '';
  const { orderId } = await buy(world.product, lin.openid, 'story', {
    storeId: 'hz01',
    mode: 'pickup',
    addressId: null,
    lines: [{ skuId, qty: 2 }],
  });
  await visit(owner, `/orders?id=${orderId}`);
  await page.getByText(/^商品原价合计 .+（规则 list 第 1 版）/).waitFor();
  await page.getByRole('button', { name: '逐件分摊' }).click();
  await page.getByText('2/2').waitFor();
  if (process.env['PICTURES'])
    await page.screenshot({ path: `${process.env['PICTURES']}/story-hq.png` });
  await page.getByRole('button', { name: '收起逐件分摊' }).click();
  await page.getByText('2/2').waitFor({ state: 'hidden' });
  expect(await page.locator('.t-drawer:visible').innerText()).toContain('应付');
});

test('what is filtered is exported: CSV, Excel, paper', async () => {
  const { page } = owner;
  await visit(owner, '/shops');
  await page.locator('tbody tr').first().waitFor();
  const pick = async (kind: string): Promise<void> => {
    await page.getByRole('button', { name: '导出' }).click();
    await page.locator('.t-dropdown__item:visible', { hasText: kind }).click();
    await page.locator('.t-dropdown__item:visible').first().waitFor({ state: 'hidden' });
  };
  const file = async (kind: string): Promise<Buffer> => {
    const [download] = await Promise.all([page.waitForEvent('download'), pick(kind)]);
    return readFileSync(await download.path());
  };
  const text = (await file('CSV')).toString('utf8');
  expect(text.split('\r\n')).toHaveLength(1 + (await page.locator('tbody tr').count()));
  expect(text).toMatch(/^\ufeff门店.*编码/);
  expect(text).toContain('武林广场店');
  // A sheet of Excel is a zip.
  expect((await file('Excel')).subarray(0, 2).toString()).toBe('PK');

  await visit(owner, '/products?size=10');
  await expect.poll(() => page.locator('tbody tr').count()).toBe(10);
  const total = Number(/\d+/.exec(await page.locator('.pager').innerText())?.[0]);
  expect(total).toBeGreaterThan(20);
  await page.evaluate(() => {
    window.print = () =>
      document.body.setAttribute(
        'data-printed',
        String(document.querySelectorAll('tbody tr').length),
      );
  });
  await pick('打印');
  await page.locator(`body[data-printed="${total}"]`).waitFor();
  await expect.poll(() => page.locator('tbody tr').count()).toBe(10);

  await page.locator('tbody tr').first().click();
  await page.locator('.t-drawer--open').waitFor();
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.scroller').isVisible()).toBe(false);
  expect(await page.locator('nav').isVisible()).toBe(false);
  expect(await page.locator('[name=title]').isVisible()).toBe(true);
  await page.emulateMedia({ media: 'screen' });
});

test('a clerk who is struck off may do nothing from that moment', async () => {
  const { page } = owner;
  const mayWork = async (): Promise<boolean> =>
    (await callAs(world.product, clerk.openid, 'listStoreAlerts', { storeId: 'hz02' })).ok;
  expect(await mayWork()).toBe(true);
  await visit(owner, '/shops/hz02?tab=staff');
  await page.locator('tbody tr', { hasText: clerk.name }).getByText('收回权限').click();
  await dialog(page).getByRole('button', { name: '收回权限' }).click();
  await said(page, '已完成');
  expect(await mayWork()).toBe(false);
});

test('a shop is opened only when it is ready, and closed only when nothing is left in it', async () => {
  const { page } = owner;
  await visit(owner, '/shops');
  await page.getByRole('button', { name: '新建门店' }).click();
  await page.locator('[name=name]').fill('城北万象城超长名字旗舰体验店二期');
  await page.locator('[name=code]').fill('HZ099');
  await page.locator('[name=city]').fill('杭州市');
  await page.locator('[name=district]').fill('拱墅区');
  await page.locator('[name=address]').fill('杭行路 666 号');
  await page.locator('[name=phone]').fill('0571-88880000');
  await page.locator('.t-drawer').getByRole('button', { name: '保存' }).click();
  await page.locator('h1 .tag', { hasText: '筹备' }).waitFor();
  const turn = async (move: string): Promise<void> => {
    await page.locator('main header').getByRole('button', { name: move }).click();
    await dialog(page).locator('textarea').fill('按计划');
    await dialog(page).getByRole('button', { name: '确定' }).click();
  };
  await turn('开始营业');
  await dialog(page).getByText('还缺：营业时间').waitFor();
  await dialog(page).getByRole('button', { name: '取消' }).click();
  await page.locator('.t-tabs').getByText('营业时间').click();
  await page.getByText('加一段', { exact: true }).first().click();
  await page.getByText('用于每天').first().click();
  await save(page);
  await said(page, '已保存');
  await turn('开始营业');
  await said(page, '门店已营业');
  await turn('准备闭店');
  await said(page, '门店进入闭店流程');
  await turn('完成闭店');
  await said(page, '门店已闭店');
  await page.locator('h1 .tag', { hasText: '已闭店' }).waitFor();

  await visit(owner, '/shops/hz13');
  await turn('准备闭店');
  await said(page, '门店进入闭店流程');
  await turn('完成闭店');
  await dialog(page).locator('li', { hasText: '店内库存' }).getByText('去处理').click();
  await page.getByRole('heading', { name: '库存总览' }).waitFor();
  expect(page.url()).toContain('store=hz13');
});

test('the log is searched by person, by what was done, by shop and by day', async () => {
  const { page } = owner;
  const entries = page.locator('article');
  await visit(owner, '/audit?store=&q=罗');
  await expect.poll(() => entries.count()).toBeGreaterThan(0);
  for (const text of await entries.allInnerTexts()) expect(text).toContain('罗');
  await visit(owner, '/audit');
  await page.locator('.filters .t-select').first().click();
  await page.locator('.t-select-option', { hasText: '开店、暂停、关店' }).click();
  await expect.poll(() => page.url()).toContain('call=changeStoreStatus');
  await expect.poll(() => entries.count()).toBeGreaterThan(3);
  for (const text of await entries.allInnerTexts()) expect(text).toContain('开店、暂停、关店');
  await visit(owner, '/audit?call=changeStoreStatus&store=hz13');
  await expect.poll(() => entries.count()).toBe(1);
  await visit(owner, '/audit?store=&from=2026-11-01&to=2026-11-02');
  await page.getByText('没有符合条件的记录').waitFor();
});

test('a list is ordered by the server and kept as a view', async () => {
  const { page } = owner;
  await visit(owner, '/stock?store=&size=10');
  await page.getByRole('button', { name: /可售/ }).click();
  await expect.poll(() => page.url()).toContain('sort=-available');
  const column = 6;
  const numbers = async (): Promise<number[]> =>
    (await cells(page, column)).map((text) => Number(text.replaceAll(',', '')));
  await expect.poll(async () => (await numbers()).length).toBe(10);
  const down = (list: number[]): string => [...list].sort((a, b) => b - a).join();
  await expect.poll(async () => (await numbers()).join() === down(await numbers())).toBe(true);
  const first = await numbers();
  await page.locator('.t-pagination__btn-next').click();
  await expect.poll(() => page.url()).toContain('page=2');
  await expect.poll(async () => Math.max(...(await numbers()))).toBeLessThanOrEqual(first[9] ?? 0);

  await page.getByText('偏低', { exact: true }).first().click();
  await page.getByRole('button', { name: '视图' }).click();
  await page.getByPlaceholder('给现在的样子起个名').fill('快没货的');
  await page.getByRole('button', { name: '存为视图' }).click();
  await said(page, '快没货的');
  await visit(owner, '/stock?store=');
  await page.getByRole('button', { name: '视图' }).click();
  await page.locator('.views').getByText('快没货的').click();
  await expect
    .poll(() => page.url())
    .toMatch(/filter=low.*sort=-available|sort=-available.*filter=low/);
  await page.locator('.views').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: '快没货的' }).click();
  await page.locator('.views').getByLabel('删除视图快没货的').click();
  await page.getByText('把常用的筛选').waitFor();
});

test('several alerts are put to rest at once', async () => {
  const { page } = owner;
  await world.product.callFunction('checkStockAlerts', {}, { via: 'timer' });
  await visit(owner, '/alerts?store=');
  await page.locator('tbody tr').nth(1).waitFor();
  const total = async (): Promise<number> =>
    Number(/\d+/.exec(await page.locator('.pager').innerText())?.[0] ?? -1);
  const before = await total();
  await page.locator('tbody .t-checkbox').nth(0).click();
  await page.locator('tbody .t-checkbox').nth(1).click();
  await page.locator('.dock').getByRole('button', { name: '暂停提醒' }).click();
  await page.locator('.t-dropdown__item:visible').first().click();
  await expect.poll(total).toBe(before - 2);
  expect(await page.locator('.dock').count()).toBe(0);
});

test('nothing on the way was a script error', () => {
  expect([...owner.errors, ...merch.errors]).toEqual([]);
});
