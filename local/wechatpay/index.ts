import type { Hono } from 'hono';
import type { Clock } from '../clock/clock';
import type { Records } from '../server/records';
import { readFields } from '../server/read';
import type { Refund, Transaction } from './books';
import { openBooks } from './books';
import { cloudPayNotice, createCloudPay } from './cloud-pay';
import { createGate } from './gate';
import type { PayKeys } from './keys';
import { payKeys } from './keys';
import type { Delivery, Faults } from './notify';
import { NO_FAULTS, createNotifier } from './notify';
import { createPayWorld } from './pay-world';
import { payRoutes } from './routes';
import type { PaymentParams, PayOutcome } from './shopper';
import { confirmPayment } from './shopper';
import { orderView } from './views';

export interface WechatPayOptions {
  readonly clock: Clock;
  readonly appid: string;
  /** Where this fake lies on the server: `/wechatpay`. */
  readonly prefix: string;
  readonly url: () => string;
  readonly records: {
    readonly keys: Records<PayKeys>;
    readonly transactions: Records<Transaction>;
    readonly refunds: Records<Refund>;
  };
  /** Calls a function as WeChat Pay does; resolves to its result as JSON, or nothing if it failed. */
  readonly callFunction: (name: string, event: object) => Promise<string | undefined>;
  readonly told: (what: Delivery | Transaction) => void;
}

const KEPT_DELIVERIES = 200;

/** A strict stand-in for WeChat Pay: it believes only signatures, and its books say what was really charged. */
export const openWechatPay = async (options: WechatPayOptions) => {
  const { clock, appid, prefix, records, told } = options;
  const keys = await payKeys(records.keys);
  const books = openBooks(records.transactions, records.refunds);
  const faults: { current: Faults } = { current: NO_FAULTS };
  const deliveries: Delivery[] = [];

  const note = (delivery: Delivery) => {
    deliveries.push(delivery);
    if (deliveries.length > KEPT_DELIVERIES) deliveries.shift();
    told(delivery);
  };
  const notifier = createNotifier({ clock, keys, faults: () => faults.current, told: note });
  const gate = createGate(keys, clock, prefix);
  const merchant = { mchid: keys.mchid, appid };
  const world = createPayWorld({ clock, keys, books, notifier, gate, merchant, faults });

  const tellFunction = async (name: string, order: Transaction) => {
    const text = await options.callFunction(name, cloudPayNotice(order));
    const ok = text !== undefined && readFields(text)['errcode'] === 0;
    return { ok, answer: text ?? 'function failed' };
  };

  const tellPaid = (order: Transaction) => {
    told(order);
    // Payments by code are answered at the counter.
    if (!order.notify) return;
    if ('url' in order.notify) {
      notifier.toUrl(order.notify.url, 'TRANSACTION.SUCCESS', 'transaction', orderView(order));
    } else {
      const { functionName } = order.notify;
      notifier.deliver('cloudPay', functionName, () => tellFunction(functionName, order));
    }
  };

  return {
    routes: (): Hono => payRoutes(world),
    cloudPay: createCloudPay(world),
    confirm: (prepayId: string, outcome: PayOutcome, params?: PaymentParams) =>
      confirmPayment(world, tellPaid, prepayId, outcome, params),
    /** What the payment sheet shows; nothing for an unknown prepay id. */
    preview: (prepayId: string) => {
      const order = books.findByPrepay(prepayId);
      return order && { total: order.total, description: order.description, state: order.state };
    },
    faults: () => faults.current,
    setFaults: (changed: Partial<Faults>): Faults => {
      faults.current = { ...faults.current, ...changed };
      return faults.current;
    },
    /** What was charged and given back: the other side of a reconciliation. */
    books: {
      transactions: (): Transaction[] => books.transactions(),
      refunds: (): Refund[] => books.refunds(),
      deliveries: (): Delivery[] => [...deliveries],
    },
    /**
     * The merchant's half of the keys, as variables for functions. PEM texts are base64url: the platform's own
     * bootstrap splits variables at `;` and `=`.
     */
    env: (): Record<string, string> => ({
      WECHATPAY_BASE_URL: options.url() + prefix,
      WECHATPAY_MCHID: keys.mchid,
      WECHATPAY_APPID: appid,
      WECHATPAY_SERIAL: keys.merchantSerial,
      WECHATPAY_PRIVATE_KEY: Buffer.from(keys.merchantPrivateKey).toString('base64url'),
      WECHATPAY_APIV3_KEY: keys.apiV3Key,
      WECHATPAY_PUBLIC_KEYS: `${keys.platformKeyId}:${Buffer.from(keys.platformPublicKey).toString('base64url')}`,
    }),
  };
};

export type WechatPay = Awaited<ReturnType<typeof openWechatPay>>;
