import type { Calls } from '#shared/contracts/index';
import type { In } from '#shared/contracts/kit';
import { call, type Answer } from './call';

/** Taps of a clerk that may wait for the network; each repeats safely under its requestId. */
type Name = 'acceptOrder' | 'finishPick' | 'moveDelivery' | 'scanCount';
export interface Waiting<N extends Name = Name> {
  name: N;
  input: In<Calls[N]>;
  /** The order or the count sheet it is for. */
  about: string;
  label: string;
}
export type Sent<N extends Name> =
  | { readonly kind: 'answered'; readonly answer: Answer<N> }
  | { readonly kind: 'waiting' };

const KEY = 'outbox';
let flushing = false;

export const waiting = (): Waiting[] => {
  const kept: Waiting[] | '' = wx.getStorageSync(KEY);
  return kept || [];
};
const keep = (list: readonly Waiting[]): void => wx.setStorageSync(KEY, list);

/** What waits, by order: shown on its card as 待发送. */
export const waitingByOrder = (): Record<string, string> =>
  Object.fromEntries(waiting().map(({ about, label }) => [about, label]));

/** Taps for one order or sheet that are not sent yet. */
export const waitingFor = (about: string): Waiting[] =>
  waiting().filter((tap) => tap.about === about);

/** Sends a tap; without network, or behind others that wait, it is kept and sent later in turn. */
export async function send<N extends Name>(tap: Waiting<N>): Promise<Sent<N>> {
  if (waiting().length === 0) {
    const answer = await call(tap.name, tap.input);
    if (answer.ok || answer.code !== 'NETWORK') return { kind: 'answered', answer };
  }
  keep([...waiting(), tap]);
  return { kind: 'waiting' };
}

/** Sends what waits, oldest first. Answers what the shop should know: taps that were refused meanwhile. */
export async function flush(): Promise<{ sent: number; refused: string[] }> {
  const refused: string[] = [];
  let sent = 0;
  if (flushing) return { sent, refused };
  flushing = true;
  for (let next = waiting()[0]; next; next = waiting()[0]) {
    const answer = await call(next.name, next.input);
    if (!answer.ok && (answer.code === 'NETWORK' || answer.code === 'BUSY')) break;
    keep(waiting().slice(1));
    if (answer.ok) sent += 1;
    else refused.push(`${next.label}：${answer.message}`);
  }
  flushing = false;
  return { sent, refused };
}
