import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Accounts } from '../auth/accounts';
import type { Database } from '../database/types';
import type { Caller } from '../functions/identity';
import { sourceOf } from '../functions/identity';
import type { Runtime } from '../functions/runtime';
import type { OpenApi } from '../openapi/open-api';
import { argumentsOf } from '../openapi/open-api';
import { readArguments, writeAnswer } from '../openapi/protobuf';
import type { StorageAction } from '../storage/actions';
import type { CloudPay } from '../wechatpay/cloud-pay';
import { NOT_FROM_HERE, isFromHere } from './loopback';
import { readMultipart } from './multipart';
import type { Fields } from './read';
import { readFields, textOf } from './read';

export interface AdminParts {
  readonly database: Database;
  readonly runtime: Runtime;
  readonly storage: Readonly<Record<string, StorageAction>>;
  readonly openApi: OpenApi;
  readonly cloudPay: CloudPay;
  readonly accounts: Accounts;
}

/** A reply in JSON, or bytes where the SDK expects protobuf. */
type Reply = Fields | Buffer;

/**
 * `POST /admin`: the endpoint the server SDKs talk to. Errors are HTTP 200 with `code` and `message`. Every step
 * of every function comes through here, so it answers on Node's own server, without a framework between.
 */
export const adminEndpoint =
  (parts: AdminParts) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isFromHere(request.headers.host, request.headers.origin)) {
      response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' }).end(NOT_FROM_HERE);
      return;
    }
    const reply = await answer(parts, request);
    const bytes = Buffer.isBuffer(reply);
    const body = bytes ? reply : JSON.stringify(reply);
    const type = bytes ? 'application/octet-stream' : 'application/json';
    response
      .writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(body) })
      .end(body);
  };

const answer = async (parts: AdminParts, request: IncomingMessage): Promise<Reply> => {
  const requestId = randomUUID();
  const call = invocationOf(request.url ?? '');
  try {
    const body = await bytesOf(request);
    const type = request.headers['content-type'] ?? '';
    const params: Fields = type.startsWith('multipart/')
      ? readMultipart(body, type)
      : readFields(body.toString());
    const action = textOf(params, 'action');
    if (call && !parts.runtime.noteRequest(call, action.startsWith('database.')))
      return { requestId, ...ENDED };
    const reply = await perform(parts, action, params, call);
    return Buffer.isBuffer(reply) ? reply : { requestId, ...reply };
  } catch (error) {
    return { requestId, ...problemOf(error) };
  } finally {
    if (call) parts.runtime.noteAnswer(call);
  }
};

const bytesOf = (request: IncomingMessage): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () =>
      resolve(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)),
    );
    request.on('error', reject);
  });

/** The call whose SDK sends this: it leads the sequence number, because the call's environment says so. */
const invocationOf = (url: string): string | undefined => {
  const seqId = /[?&]seqId=([^&]*)/.exec(url)?.[1] ?? '';
  return seqId.includes('-') ? seqId.split('-')[0] : undefined;
};

const perform = async (
  parts: AdminParts,
  action: string,
  params: Fields,
  call: string | undefined,
): Promise<Reply> => {
  if (action.startsWith('database.')) return parts.database.handle(action, { ...params });
  const storage = parts.storage[action];
  if (storage) return storage(params);
  switch (action) {
    case 'functions.invokeFunction':
      return invoke(parts.runtime, params, call);
    case 'wx.openApi': {
      const data = params['requestData'];
      const args = argumentsOf(readArguments(Buffer.isBuffer(data) ? data : Buffer.alloc(0)));
      const reply = parts.openApi(textOf(params, 'apiName'), args);
      return writeAnswer('application/json', Buffer.from(JSON.stringify(reply)));
    }
    case 'wx.api': {
      const args = readFields(textOf(params, 'requestData'));
      return {
        data: { responseData: JSON.stringify(parts.openApi(textOf(params, 'apiName'), args)) },
      };
    }
    case 'wx.wxPayApi':
      return Buffer.from(
        JSON.stringify(parts.cloudPay(textOf(params, 'apiName'), payArgs(params))),
      );
    case 'auth.getUserInfoForAdmin': {
      const account = parts.accounts.find(textOf(params, 'uuid'));
      return { data: account ? { uid: account.uid, username: account.username } : {} };
    }
    default:
      return { code: 'INVALID_PARAM', message: `action ${action} is not served` };
  }
};

const invoke = async (runtime: Runtime, params: Fields, call: string | undefined) => {
  const parent = call === undefined ? undefined : runtime.journal.get(call);
  const caller: Caller = parent
    ? { via: 'function', source: sourceOf(parent.caller), name: parent.name }
    : { via: 'console' };
  const event = textOf(params, 'request_data') || '{}';
  const { outcome } = await runtime.invoke(textOf(params, 'function_name'), event, caller);
  return outcome.ok
    ? { data: { response_data: outcome.text } }
    : { code: outcome.code, message: outcome.message };
};

const payArgs = (params: Fields): Fields => {
  const data = params['requestData'];
  return readFields(Buffer.isBuffer(data) ? data.toString() : String(data ?? ''));
};

/** The platform kills a function at its time limit; a thread cannot be stopped, but it can be cut off. */
const ENDED = {
  code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED',
  message: 'this call was ended at its time limit; nothing it does counts any more',
};

const problemOf = (error: unknown): { code: string; message: string } => {
  if (!(error instanceof Error)) return { code: 'SYS_ERR', message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'SYS_ERR';
  return { code, message: error.message };
};
