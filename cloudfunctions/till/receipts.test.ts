import { describe, expect, test } from 'vitest';
import { STORE } from '../orders/testing';
import { gbk } from './gbk';
import { main as getReceipt } from './getReceipt';
import { main as printReceipt } from './printReceipt';
import { tillWorld } from './testing';

describe('receipts', () => {
  test('the preview is what is printed, and a second print says so', async () => {
    const world = tillWorld();
    const sessionId = await world.open();
    const tender = { by: 'cash' as const, givenFen: 2_000 };
    const { orderId, orderNo } = await world.sell({ sessionId, tender });
    const ask = { storeId: STORE, orderId };
    const seen = await world.ok(getReceipt, ask, world.cashier);
    const print = () => ({ requestId: world.requestId(), ...ask });
    const first = await world.ok(printReceipt, print(), world.cashier);
    expect(first.lines).toEqual(seen.lines);
    expect(first.n).toBe(1);
    const bytes = Buffer.from(first.bytes, 'base64');
    expect(new TextDecoder('gbk').decode(bytes)).toContain('找零');
    expect(bytes.includes(Buffer.from(orderNo))).toBe(true);
    const both = await Promise.all(
      [1, 2].map(() => world.ok(printReceipt, print(), world.cashier)),
    );
    expect(both.map(({ n }) => n).sort()).toEqual([2, 3]);
    expect(both[0]?.lines.map(({ text }) => text).join()).toContain('补打');
    expect(await world.call(getReceipt, { storeId: 's2', orderId }, world.other)).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('GBK has the characters of a shop, and a mark for what it has not', () => {
    const text = '连店¥12.50 鲜奶（大）①';
    const said = new TextDecoder('gbk').decode(gbk(text));
    expect(said.replace('?', '¥')).toBe(text);
    expect([...gbk('😀')]).toEqual([0x3f]);
  });
});
