import { money } from '#shared/domain/money';
import { shortTime } from '#shared/domain/time';
import type { OutboxDoc } from '#shared/model/docs';
import type { Notify } from '../kit/ports';
import { payloadOf } from './event';

type Message = Omit<Parameters<Notify['send']>[0], 'openid'>;
export interface Notice {
  readonly to: { readonly memberId: string } | { readonly storeId: string };
  readonly message: Message;
}

/** Who is told what. Field names are those of WeChat's subscribe templates (≤ 20 characters a `thing`). */
export function noticeOf(event: OutboxDoc): Notice | undefined {
  const orderPage = (orderId: string) => `packages/order/detail/index?orderId=${orderId}`;
  const paid = payloadOf(event, 'order.paid');
  if (paid?.channel === 'pos') return undefined;
  if (paid) {
    return {
      to: { storeId: paid.storeId },
      message: {
        template: 'newOrder',
        page: 'pages/work/index',
        data: {
          character_string1: paid.orderNo,
          thing2: paid.mode === 'pickup' ? '到店自提' : '门店配送',
          amount3: money(paid.payableFen),
          thing4: `共 ${paid.pieces} 件，请在 ${shortTime(paid.acceptBy).slice(6)} 前接单`,
        },
      },
    };
  }
  const ready = payloadOf(event, 'order.ready');
  if (ready) {
    const missing = ready.missingPieces > 0;
    return {
      to: { memberId: ready.memberId },
      message: {
        template: 'orderReady',
        page: orderPage(ready.orderId),
        data: {
          character_string1: ready.orderNo,
          thing2: ready.mode === 'pickup' ? '已备好，请凭自提码取货' : '已备好，即将配送',
          thing3: missing
            ? `缺 ${ready.missingPieces} 件，已退 ${money(ready.refundFen)}`
            : '商品齐全',
          time4: shortTime(ready.at),
        },
      },
    };
  }
  const cancelled = payloadOf(event, 'order.cancelled');
  // Who cancels knows; unpaid orders that run out would only be noise.
  if (cancelled?.by === 'store' && cancelled.from !== 'pendingPay') {
    return {
      to: { memberId: cancelled.memberId },
      message: {
        template: 'orderCancelled',
        page: orderPage(cancelled.orderId),
        data: {
          character_string1: cancelled.orderNo,
          thing2: cancelled.reason.slice(0, 20) || '门店无法完成订单',
          amount3: money(cancelled.refundFen),
          time4: shortTime(cancelled.at),
        },
      },
    };
  }
  const moved = payloadOf(event, 'afterSale.moved');
  if (moved) {
    const toShop = moved.to === 'shop';
    return {
      to: toShop ? { storeId: moved.storeId } : { memberId: moved.memberId },
      message: {
        template: toShop ? 'caseOpened' : 'caseProgress',
        page: toShop
          ? `packages/staff/case/index?caseId=${moved.caseId}`
          : `packages/aftersales/case/index?caseId=${moved.caseId}`,
        data: {
          character_string1: moved.no,
          thing2: moved.text,
          time3: shortTime(moved.at),
        },
      },
    };
  }
  return undefined;
}
