/** What headquarters clicks in its admin while the phones are watched: the same calls, signed in. */
import { randomUUID } from 'node:crypto';
import { deployableOf, type CallName, type Calls } from '#shared/contracts/index';
import type { In, Out } from '#shared/contracts/kit';
import { DEMO_PASSWORD } from '../../scripts/seed/demo/people';

export type AskHq = <N extends CallName>(
  call: N,
  input: Omit<In<Calls[N]>, 'requestId'>,
) => Promise<Out<Calls[N]>>;

/** Asks as the owner of the chain; a refusal is an error. */
export const asHq =
  (url: string): AskHq =>
  async (call, input) => {
    const send = async (to: string, headers: object, body: object): Promise<string> => {
      const all = { 'content-type': 'application/json', ...headers };
      const init = { method: 'POST', headers: all, body: JSON.stringify(body) };
      return (await fetch(`${url}${to}`, init)).text();
    };
    const account = { username: 'admin', password: DEMO_PASSWORD };
    const token = /"access_token":"([^"]+)"/.exec(await send('/auth/v1/signin', {}, account))?.[1];
    const headers = { authorization: `Bearer ${token ?? ''}` };
    const body = { call, requestId: randomUUID(), ...input };
    const text = await send(`/v1/functions/${deployableOf(call)}`, headers, body);
    const answer = JSON.parse(text);
    if (answer.ok !== true) throw new Error(`${call}: ${text}`);
    return answer.data;
  };
