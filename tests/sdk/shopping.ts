import type { Calls } from '#shared/contracts/index';
import type { In, Out } from '#shared/contracts/kit';
import type { StockDoc } from '#shared/model/docs';
import { checkWorld, type Checked } from '../invariants';
import { requestId, until, type Chain, type Person } from './chain-world';

type ShelfItem = Out<Calls['listShelf']>['items'][number];
type Asked = Omit<In<Calls['previewCart']>, 'bestCoupon'>;

/** What people do again and again in these stories, as they do it. */
export function shopping(chain: Chain) {
  const { product, db } = chain;

  /** Goods of a shop's shelf at everyday price, plenty of each. */
  const plenty = async (who: Person, storeId: string): Promise<ShelfItem[]> => {
    const { items } = await who.ok('listShelf', { storeId, limit: 60 });
    return items.filter((item) => item.stock === 'plenty' && item.special === null);
  };

  const place = async (who: Person, asked: Asked) => {
    const { quote, problems } = await who.ok('previewCart', {
      ...asked,
      couponIds: asked.couponIds ?? [],
    });
    if (problems.length > 0) throw new Error(JSON.stringify(problems));
    const expectedPayableFen = quote.payableFen;
    return who.ok('placeOrder', {
      ...asked,
      couponIds: asked.couponIds ?? [],
      requestId: requestId(),
      expectedPayableFen,
    });
  };

  /** Pays on the phone; the payment company's signed callback makes the order paid. */
  const pay = async (who: Person, orderId: string): Promise<void> => {
    const { payment } = await who.ok('payOrder', { orderId });
    if (!payment) throw new Error(`nothing to pay for ${orderId}`);
    product.wechatPay.confirm(payment.package.replace('prepay_id=', ''), 'success', payment);
    await until(
      'the callback',
      async () => (await who.ok('getOrder', { orderId })).status !== 'pendingPay',
    );
  };

  /** Events are told, refunds executed and settled at the payment company. */
  const settleRefunds = async (): Promise<void> => {
    await until('all refunds done', async () => {
      await chain.timer('dispatchOutbox');
      const refunds = await chain.rowsOf('refunds');
      if (refunds.every(({ status }) => status === 'done')) return true;
      await product.clock.jump(61_000);
      return false;
    });
  };

  return {
    plenty,
    place,
    pay,
    settleRefunds,
    async stock(id: string): Promise<StockDoc> {
      const { data } = (await db.collection('stock').doc(id).get()) as { data: StockDoc[] };
      const [found] = data;
      if (!found) throw new Error(`no stock ${id}`);
      return found;
    },
    /** Broken promises over everything in the world, the payment company's books among it. */
    async broken(more: Checked = {}): Promise<string[]> {
      const { transactions, refunds } = product.wechatPay.books;
      const pay = {
        payments: new Map(
          transactions().map(({ outTradeNo, state, total }) => [
            outTradeNo,
            { state: { state, amountFen: total } },
          ]),
        ),
        refunds: new Map(
          refunds().map(({ outRefundNo, status, amount }) => [
            outRefundNo,
            { status, amountFen: amount },
          ]),
        ),
      };
      return checkWorld(await chain.rows(), { ...more, pay });
    },
    of: (storeId: string, orderId: string) => ({ requestId: requestId(), storeId, orderId }),
  };
}
