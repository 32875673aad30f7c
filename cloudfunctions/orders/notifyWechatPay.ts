import { notifyWechatPay } from '#shared/contracts/orders';
import { BadCallback, type PayState } from '../kit/ports';
import { serveHttp, type HttpAnswer } from '../kit/http';
import { applyPayment } from './payment/applyPayment';
import { tellSoon } from './tellSoon';

/** What the company takes for "got it"; with anything else it calls again (15 times in 24 hours). */
const GOT_IT: HttpAnswer = {
  statusCode: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ code: 'SUCCESS', message: '成功' }),
};
const no = (statusCode: number, message: string): HttpAnswer => ({
  ...GOT_IT,
  statusCode,
  body: JSON.stringify({ code: 'FAIL', message }),
});

/**
 * The payment company's callback. Signature, time window and merchant are verified on the raw bytes before
 * anything is read; what it says is booked once, however often and late it comes.
 */
export const main = serveHttp(notifyWechatPay, async ({ method, headers, body }, ctx) => {
  if (method !== 'POST') return no(405, '只接受 POST');
  let state: PayState;
  try {
    state = ctx.pay.readCallback({ headers, body });
  } catch (error) {
    if (!(error instanceof BadCallback)) throw error;
    ctx.log({ badCallback: error.message });
    return no(401, '验签失败');
  }
  if (state.state !== 'SUCCESS') return GOT_IT;
  const applied = await applyPayment(ctx, state);
  ctx.log({ outTradeNo: state.outTradeNo, applied });
  if (applied === 'paid') await tellSoon(ctx);
  return applied === 'unclear' ? no(500, '无法对应到本系统的支付单') : GOT_IT;
});
