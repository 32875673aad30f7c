import { Hono } from 'hono';
import { readFields, textOf } from '../server/read';
import { PayProblem } from './books';
import { payByCode, reverseOrder } from './codepay';
import { closeOrder, placeOrder, readOrder } from './orders';
import type { PayWorld } from './pay-world';
import { acceptRefund } from './refunds';
import { signedHeaders } from './signature';
import { orderView, refundView } from './views';

type Answer = { readonly status: 200 | 204; readonly body: object | undefined };
type Params = Readonly<Record<string, string>>;
type Handler = (world: PayWorld, body: string, params: Params) => Answer;

const ok = (body: object): Answer => ({ status: 200, body });

/** The merchant API of WeChat Pay v3 that the tests of a shop need; the rest answers 404. */
const ROUTES: readonly (readonly ['GET' | 'POST', string, Handler])[] = [
  [
    'POST',
    '/v3/pay/transactions/jsapi',
    ({ books, clock, merchant }, body) =>
      ok({ prepay_id: placeOrder(books, readOrder(readFields(body), merchant), clock.now()) }),
  ],
  [
    'POST',
    '/v3/pay/transactions/codepay',
    (world, body) => ok(orderView(payByCode(world, readFields(body)))),
  ],
  [
    'POST',
    '/v3/pay/transactions/out-trade-no/:no/reverse',
    (world, body, { no = '' }) => {
      if (textOf(readFields(body), 'mchid') !== world.merchant.mchid)
        throw new PayProblem(400, 'PARAM_ERROR', '参数错误：mchid');
      const { appid, mchid, outTradeNo } = reverseOrder(world, no);
      return ok({ appid, mchid, out_trade_no: outTradeNo });
    },
  ],
  [
    'GET',
    '/v3/pay/transactions/out-trade-no/:no',
    ({ books }, _body, { no = '' }) => ok(orderView(found(books.find(no), 'ORDER_NOT_EXIST'))),
  ],
  [
    'GET',
    '/v3/pay/transactions/id/:id',
    ({ books }, _body, { id = '' }) =>
      ok(orderView(found(books.findByTransactionId(id), 'ORDER_NOT_EXIST'))),
  ],
  [
    'POST',
    '/v3/pay/transactions/out-trade-no/:no/close',
    ({ books, merchant }, body, { no = '' }) => {
      if (textOf(readFields(body), 'mchid') !== merchant.mchid) {
        throw new PayProblem(400, 'PARAM_ERROR', '参数错误：mchid');
      }
      closeOrder(books, no);
      return { status: 204, body: undefined };
    },
  ],
  [
    'POST',
    '/v3/refund/domestic/refunds',
    (world, body) => {
      const { books, clock } = world;
      const known = books.findRefund(textOf(readFields(body), 'out_refund_no'));
      const refund = acceptRefund(books, readFields(body), clock.now());
      if (!known) world.settleLater(refund);
      return ok(refundView(refund, books.find(refund.outTradeNo)?.total ?? 0));
    },
  ],
  [
    'GET',
    '/v3/refund/domestic/refunds/:no',
    ({ books }, _body, { no = '' }) => {
      const refund = found(books.findRefund(no), 'RESOURCE_NOT_EXISTS');
      return ok(refundView(refund, books.find(refund.outTradeNo)?.total ?? 0));
    },
  ],
];

const found = <T>(thing: T | undefined, code: string): T => {
  if (thing === undefined) throw new PayProblem(404, code, '查询的单据不存在');
  return thing;
};

export const payRoutes = (world: PayWorld): Hono => {
  const app = new Hono();

  for (const [method, path, handler] of ROUTES) {
    app.on(method, path, async (c) => {
      const body = await c.req.text();
      const { pathname, search } = new URL(c.req.url);
      const authorization = c.req.header('authorization') ?? '';
      try {
        world.gate({ method, uri: pathname + search, authorization, body });
        world.maybeFail();
        const answer = handler(world, body, c.req.param());
        return signed(world, answer.status, answer.body ? JSON.stringify(answer.body) : '');
      } catch (error) {
        if (!(error instanceof PayProblem)) throw error;
        const { status, code, message } = error;
        const text = JSON.stringify({ code, message });
        // Who cannot prove who he is gets no signature of ours either.
        return status === 401 ? plain(status, text) : signed(world, status, text);
      }
    });
  }
  return app;
};

const plain = (status: number, body: string, headers: Record<string, string> = {}): Response =>
  new Response(status === 204 ? null : body, {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  });

const signed = (world: PayWorld, status: number, body: string): Response =>
  plain(status, body, signedHeaders(body, world.clock.now(), world.keys));
