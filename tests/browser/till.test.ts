/** A cashier's turn: opens the till, sells to a stranger and a member, takes a piece back, hands over. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { staff } from '../../scripts/seed/demo/people';
import { asHq } from './hq';
import { startMiniWorld, type MiniWorld, type Phone } from './miniprogram-world';

let world: MiniWorld;
beforeAll(async () => {
  world = await startMiniWorld();
});
afterAll(async () => {
  await world?.close();
});

const cashier = staff.find(({ name }) => name === '许岚');
if (!cashier) throw new Error('the seed has no cashier');
const data = <T>(phone: Phone, path: string): Promise<T> =>
  phone.run<T>(`getCurrentPages().at(-1).data.${path}`);
const soon = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 20_000 });
/** For who wants to look: `PICTURES=folder`. */
const picture = async (phone: Phone, name: string): Promise<void> => {
  const folder = process.env['PICTURES'];
  if (folder) await phone.page.screenshot({ path: `${folder}/${name}.png` });
};
const go = (phone: Phone, page: string) =>
  phone.run(`wx.navigateTo({ url: '/packages/staff/${page}/index' })`);

test('from the first float to the difference at the end', async () => {
  const { openid } = cashier;
  const phone = await world.open({ openid, page: 'packages/staff/turn/index' });
  await phone.sees('用哪台收银机');
  await phone.top('.field input').first().fill('200');
  await picture(phone, 'till-open');
  await phone.tap(/^开班$/);
  await phone.sees('扫第一件商品');

  // The barcode of something the shop has, as a scanner types it: digits and Enter.
  const scan = phone.top('.search input');
  const rows = await phone.run<{ barcode: string; stock: string }[]>(
    `wx.cloud.callFunction({ name: 'listShelf', data: { call: 'listShelf', storeId: getCurrentPages().at(-1).data.storeId } }).then(({ result }) => result.data.items)`,
  );
  const plenty = rows.filter(({ stock }) => stock === 'plenty');
  const [one, two] = plenty;
  if (!one || !two) throw new Error('the shelf is empty');
  for (const { barcode } of [one, one, two]) {
    await scan.fill(barcode);
    await scan.press('Enter');
    await soon(() => data<string>(phone, 'typed')).toBe('');
  }
  await soon(() => data<number[]>(phone, 'rows.map((row) => row.qty)')).toEqual([1, 2]);
  await soon(() => data<boolean>(phone, 'pricing')).toBe(false);
  await picture(phone, 'till-cart');
  const dueFen = await data<number>(phone, 'quote.quote.payableFen');
  await phone.tap(/^收款$/);
  await phone.tap('已收到现金');
  await phone.sees('收款完成');
  await picture(phone, 'till-done');
  const orderNo = await data<string>(phone, 'done.orderNo');
  await phone.tap('打小票');
  await phone.sees('还没有打印过');
  await phone.tap('打印小票');
  await phone.sees('补打小票');
  await picture(phone, 'till-slip');
  await phone.run('wx.navigateBack()');
  await phone.tap('下一位');

  // A member shows the code and pays by the code of WeChat, typing the password.
  const shopper = await world.open({ openid: 'oAtTheTill', page: 'packages/me/member/index' });
  await shopper.sees(/秒后自动更新/);
  await phone.sees('扫第一件商品');
  await phone.tap('会员码或手机号');
  await phone.top('.sh-sheet input').fill(await data<string>(shopper, 'code'));
  await phone.tap('确认会员');
  await phone.sees('普通会员');
  await scan.fill(two.barcode);
  await scan.press('Enter');
  await soon(() => data<number>(phone, 'quote?.quote.payableFen ?? 0')).toBeGreaterThan(0);
  await picture(phone, 'till-member');
  await phone.tap(/^收款$/);
  await phone.tap('微信付款码');
  await phone.top('.sh-sheet input').fill('130000000000000009');
  await phone.tap('向顾客收款');
  await phone.sees('等顾客输密码');
  await world.product.clock.jump(10_000);
  await phone.tap('查询结果');
  await phone.sees('收款完成');
  await phone.sees(/^得 \d+ 积分$/);
  await phone.tap('下一位');

  // One piece of the first sale comes back.
  await go(phone, 'returns');
  await phone.top('.code input').fill(orderNo);
  await phone.tap(/^找订单$/);
  await phone.sees('散客');
  await phone.top('[aria-label="加一件"]').first().click();
  await phone.sees('退给顾客');
  await picture(phone, 'till-return');
  const backFen = await data<number>(phone, 'plan.cashFen');
  await phone.tap('确认退货');
  await phone.tap('退货退款');
  await phone.sees('已退货');

  // Counted blind: one jiao too little.
  await go(phone, 'turn');
  await phone.sees(/当班中$/);
  await phone.tap('点钞交班');
  const expectedFen = 20_000 + dueFen - backFen;
  const countedFen = Math.floor(expectedFen / 10) * 10 - 10;
  await count(phone, countedFen);
  await soon(() => data<number>(phone, 'countFen')).toBe(countedFen);
  await picture(phone, 'till-count');
  await phone.tap('提交点钞');
  await phone.tap(/^提交$/);
  await phone.sees('已点钞');
  expect(await data<object>(phone, 'mine.figures')).toMatchObject({
    expectedFen,
    diffFen: countedFen - expectedFen,
  });
  await phone.tap('确认交班');
  await phone.sees('现金有差额，请写明原因');
  await phone.top('.field input').first().fill('少找一角');
  await phone.tap('确认交班');
  await phone.sees('现金明细');
  await phone.sees('原因：少找一角');
  await picture(phone, 'till-sheet');

  const hq = asHq(world.product.url);
  const { items } = await hq('listTillSessionsHq', { differing: true });
  expect(items).toMatchObject([{ cashier: '许岚', reason: '少找一角', sales: 2 }]);
  expect(await phone.problems()).toEqual([]);

  const pad = await world.open({ openid, page: 'packages/staff/till/index', pad: true });
  await pad.sees('扫第一件商品');
  await pad.top('.search input').fill(one.barcode);
  await pad.top('.search input').press('Enter');
  await soon(() => data<number>(pad, 'quote?.quote.payableFen ?? 0')).toBeGreaterThan(0);
  await picture(pad, 'till-pad');
  expect(await pad.problems()).toEqual([]);
});

/** Fills in as many of each note as make the sum, the largest first. */
async function count(phone: Phone, sumFen: number): Promise<void> {
  let rest = sumFen;
  const notes = await data<{ fen: number }[]>(phone, 'count');
  for (const [at, { fen }] of notes.entries()) {
    const n = Math.floor(rest / fen);
    rest -= n * fen;
    if (n === 0) continue;
    const field = phone.top('.sp-type input, input.sp-type').nth(at);
    await field.fill(String(n));
    await field.blur();
    await soon(() => data<number>(phone, `count[${at}].n`)).toBe(n);
  }
}
