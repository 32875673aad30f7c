import { randomUUID } from 'node:crypto';
import type { Records } from '../server/records';
import type { Fields } from '../server/read';
import { fieldsOf, isFields, textOf } from '../server/read';
import { fieldProblem } from './message-fields';

/** A subscribe message as it would have reached a phone. */
export interface Message {
  readonly id: string;
  /** World time, epoch ms. */
  readonly at: number;
  readonly openid: string;
  readonly templateId: string;
  readonly page: string;
  /** Field name → text. */
  readonly data: Readonly<Record<string, string>>;
}

export interface WxReply {
  readonly errcode: number;
  readonly errmsg: string;
  readonly [field: string]: unknown;
}

export interface OutboxOptions {
  readonly messages: Records<Message>;
  /** Sends left per `openid templateId`. */
  readonly quotas: Records<number>;
  readonly now: () => number;
  readonly told: (message: Message) => void;
}

const no = (errcode: number, errmsg: string): WxReply => ({ errcode, errmsg });

/**
 * Subscribe messages: a person who accepts a prompt for a template grants one message of it; without a grant
 * WeChat refuses with 43101. What is sent lies here for anyone to look at.
 */
export const createOutbox = ({ messages, quotas, now, told }: OutboxOptions) => {
  const keyOf = (openid: string, templateId: string) => `${openid} ${templateId}`;

  return {
    grant: (openid: string, templateId: string): void => {
      const key = keyOf(openid, templateId);
      quotas.set(key, (quotas.get(key) ?? 0) + 1);
    },
    left: (openid: string, templateId: string): number =>
      quotas.get(keyOf(openid, templateId)) ?? 0,
    /** `subscribeMessage.send`, its arguments in snake_case. */
    send: (args: Fields): WxReply => {
      const openid = textOf(args, 'touser');
      const templateId = textOf(args, 'template_id');
      const data = fieldsOf(args, 'data');
      if (!openid) return no(40003, 'invalid openid');
      if (!templateId) return no(40037, 'invalid template_id');
      if (Object.keys(data).length === 0) return no(47003, 'argument invalid! data is empty');
      const texts: Record<string, string> = {};
      for (const [name, field] of Object.entries(data)) {
        const value = isFields(field) ? field['value'] : undefined;
        const problem = fieldProblem(name, value);
        if (problem) return no(47003, `argument invalid! ${problem}`);
        texts[name] = String(value);
      }
      const key = keyOf(openid, templateId);
      const left = quotas.get(key) ?? 0;
      if (left < 1) return no(43101, 'user refuse to accept the msg');
      quotas.set(key, left - 1);
      const id = randomUUID();
      const page = textOf(args, 'page');
      const message = { id, at: now(), openid, templateId, page, data: texts };
      messages.set(id, message);
      told(message);
      return { errcode: 0, errmsg: 'ok', msgid: messages.values().length };
    },
    all: (): Message[] => messages.values(),
    clear: (): void => {
      for (const { id } of messages.values()) messages.delete(id);
    },
  };
};

export type Outbox = ReturnType<typeof createOutbox>;
