import { call } from '../../services/call';

const ASK_MS = 1_000;
const ASKS = 15;
const wait = (ms: number): Promise<void> =>
  new Promise((done) => {
    setTimeout(done, ms);
  });

/** Whether a paid top-up or card has arrived: the shop's word counts, asked every second for a while. */
export async function untilBooked(id: string): Promise<'paid' | 'refunding' | 'late'> {
  for (let asked = 0; asked < ASKS; asked += 1) {
    const reply = await call('checkAssetPayment', { id });
    if (reply.ok && reply.data.refunding) return 'refunding';
    if (reply.ok && reply.data.paid) return 'paid';
    await wait(ASK_MS);
  }
  return 'late';
}
