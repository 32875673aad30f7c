import type { Clock } from '../clock/clock';
import type { Books, Refund } from './books';
import { PayProblem } from './books';
import type { createGate } from './gate';
import type { PayKeys } from './keys';
import type { Faults, Notifier } from './notify';
import { settleRefund } from './refunds';
import { refundNotice } from './views';

export interface PayWorldOptions {
  readonly clock: Clock;
  readonly keys: PayKeys;
  readonly books: Books;
  readonly notifier: Notifier;
  readonly gate: ReturnType<typeof createGate>;
  readonly merchant: { readonly mchid: string; readonly appid: string };
  readonly faults: { current: Faults };
}

/** Giving money back takes a while, so that "accepted" and "done" are seen to be two things. */
const SETTLE_MS = 300;

/** What the merchant API and the shopper's phone share. */
export const createPayWorld = (options: PayWorldOptions) => {
  const { books, clock, faults, merchant, notifier } = options;

  const settle = (refund: Refund) => {
    const settled = settleRefund(books, refund, clock.now());
    if (!settled.notifyUrl) return;
    const notice = refundNotice(settled, books, merchant.mchid);
    notifier.toUrl(settled.notifyUrl, 'REFUND.SUCCESS', 'refund', notice);
  };
  // What a stopped process had accepted is settled by the next one.
  for (const refund of books.refunds()) if (refund.status === 'PROCESSING') settle(refund);

  return {
    ...options,
    settleLater: (refund: Refund): void => {
      clock.at(clock.now() + SETTLE_MS, () => settle(refund));
    },
    maybeFail: (): void => {
      const { errors } = faults.current;
      if (errors === 0) return;
      faults.current = { ...faults.current, errors: errors - 1 };
      throw new PayProblem(500, 'SYSTEM_ERROR', '系统异常，请用相同参数重新调用');
    },
  };
};

export type PayWorld = ReturnType<typeof createPayWorld>;
