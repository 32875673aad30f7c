import { createHash } from 'node:crypto';
import type { Fields } from '../server/read';
import { readFields, textOf } from '../server/read';
import type { Outbox, WxReply } from './outbox';

/** Answers one call of WeChat's open API; arguments and reply in snake_case. */
export type OpenApi = (apiName: string, args: Fields) => WxReply;

/** Words that WeChat's content check would stop; enough to see a refusal happen. */
const RISKY = /赌博|色情|毒品|枪支/;

const ok = (fields: Fields = {}): WxReply => ({ errcode: 0, errmsg: 'ok', ...fields });

export const createOpenApi = (outbox: Outbox, appid: string): OpenApi => {
  const apis: Readonly<Record<string, (args: Fields) => WxReply>> = {
    'subscribeMessage.send': (args) => outbox.send(args),
    'security.msgSecCheck': (args) => {
      const suggest = RISKY.test(textOf(args, 'content')) ? 'risky' : 'pass';
      return ok({ result: { suggest, label: suggest === 'pass' ? 100 : 20002 } });
    },
    'phonenumber.getPhoneNumber': (args) => {
      const code = textOf(args, 'code');
      if (!code) return { errcode: 40029, errmsg: 'invalid code' };
      const phone = phoneFor(code);
      return ok({
        phone_info: {
          phone_number: phone,
          pure_phone_number: phone,
          country_code: '86',
          watermark: { appid },
        },
      });
    },
  };

  return (apiName, args) =>
    apis[apiName]?.(args) ?? {
      errcode: 48001,
      errmsg: `api unauthorized: ${apiName} is not served`,
    };
};

/** A made-up number that stays the same for the same code. */
const phoneFor = (code: string): string => {
  const digits = BigInt(`0x${createHash('sha256').update(code).digest('hex')}`) % 100_000_000n;
  return `199${digits.toString().padStart(8, '0')}`;
};

/** The arguments of a protobuf call: each value is a JSON text. */
export const argumentsOf = (pairs: ReadonlyMap<string, string>): Fields =>
  Object.fromEntries(
    [...pairs].map(([key, json]) => [key, (readFields(`{"v":${json}}`) as { v?: unknown }).v]),
  );
