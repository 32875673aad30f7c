import { Hono } from 'hono';
import type { Clock } from '../clock/clock';
import type { Outbox } from '../openapi/outbox';
import type { StorageAction } from '../storage/actions';
import type { WechatPay } from '../wechatpay/index';
import { PayProblem } from '../wechatpay/books';
import { OUTCOMES } from '../wechatpay/shopper';
import { fieldsOf, isFields, listOf, numberOf, readFields, textOf } from './read';

/** Somebody one can act as; who they are is the product's knowledge. */
export interface Person {
  readonly label: string;
  readonly group: string;
  /** Of a mini-program user. */
  readonly openid?: string;
  /** Of a web user. */
  readonly username?: string;
  /** Of a web user of a demo world: saves people the typing. */
  readonly password?: string;
  /** Where to act as this person. */
  readonly url?: string;
}

/** A position worth standing at. */
export interface Place {
  readonly label: string;
  readonly lat: number;
  readonly lng: number;
}

export interface PhoneParts {
  readonly clock: Clock;
  readonly outbox: Outbox;
  readonly pay: WechatPay;
  readonly storage: Readonly<Record<string, StorageAction>>;
  readonly people: () => Promise<readonly Person[]>;
  readonly places: () => Promise<readonly Place[]>;
  readonly templates: Readonly<Record<string, string>>;
}

/** `/local/…` as the phone needs it: who and where one is, what time it is, what the person answers. */
export const phoneApi = (parts: PhoneParts): Hono => {
  const { clock, outbox, pay, storage, people, places, templates } = parts;
  const app = new Hono();
  const time = () => ({ now: clock.now(), offset: clock.offset() });

  app.get('/people', async (c) => c.json(await people()));
  app.get('/places', async (c) => c.json(await places()));
  app.get('/templates', (c) => c.json(templates));

  app.get('/clock', (c) => c.json(time()));
  app.post('/clock', async (c) => {
    const body = readFields(await c.req.text());
    const jump = numberOf(body, 'jump');
    const set = numberOf(body, 'set');
    if (jump !== undefined) await clock.jump(jump);
    else if (set !== undefined) await clock.set(set);
    else if (body['reset'] === true) await clock.jump(-clock.offset());
    else return c.json({ message: '请给出 jump（毫秒）、set（时间戳）或 reset' }, 400);
    return c.json(time());
  });

  app.post('/subscribe', async (c) => {
    const body = readFields(await c.req.text());
    const openid = textOf(body, 'openid');
    const accept = body['accept'] === true;
    const answers = listOf(body, 'tmplIds').map((id) => {
      if (accept && openid) outbox.grant(openid, String(id));
      return [String(id), accept ? 'accept' : 'reject'] as const;
    });
    return c.json({ errMsg: 'requestSubscribeMessage:ok', ...Object.fromEntries(answers) });
  });

  app.post('/files/url', async (c) => {
    const list = listOf(readFields(await c.req.text()), 'fileList');
    const file_list = list.map((one) => (typeof one === 'string' ? { fileid: one } : one));
    const answer = await storage['storage.batchGetDownloadUrl']?.({ file_list });
    const found = listOf(fieldsOf(answer ?? {}, 'data'), 'download_list').filter(isFields);
    // The mini-program's own words for the same answer.
    const fileList = found.map(({ code, ...file }) => ({
      ...file,
      status: code === 'SUCCESS' ? 0 : 1,
      errMsg: code === 'SUCCESS' ? 'ok' : code,
    }));
    return c.json({ fileList });
  });

  app.post('/pay/preview', async (c) => {
    const order = pay.preview(textOf(readFields(await c.req.text()), 'prepayId'));
    return order ? c.json(order) : c.json({ message: '支付会话不存在' }, 404);
  });

  app.post('/pay/confirm', async (c) => {
    const body = readFields(await c.req.text());
    const outcome = OUTCOMES.find((one) => one === body['outcome']);
    if (!outcome)
      return c.json({ code: 'PARAM_ERROR', message: `outcome: ${OUTCOMES.join(' ')}` }, 400);
    const given = fieldsOf(body, 'payment');
    const params = {
      timeStamp: textOf(given, 'timeStamp'),
      nonceStr: textOf(given, 'nonceStr'),
      package: textOf(given, 'package'),
      paySign: textOf(given, 'paySign'),
    };
    try {
      const prepayId = textOf(body, 'prepayId');
      return c.json(pay.confirm(prepayId, outcome, params.paySign ? params : undefined));
    } catch (error) {
      if (!(error instanceof PayProblem)) throw error;
      return c.json({ code: error.code, message: error.message }, 400);
    }
  });

  return app;
};
