import { ask, call } from '../../../services/call';
import { newRequestId } from '../../../services/requestId';

interface Of {
  storeId: string;
  countId: string;
}
/** One request for one intent: a lost answer is asked for again with the same number. */
const numbers = new Map<string, string>();
const numberOf = (intent: string): string => {
  const kept = numbers.get(intent) ?? newRequestId();
  numbers.set(intent, kept);
  return kept;
};
const LOST = '网络不稳，再点一次不会重复';

/** Hands the sheet in; what nobody counted is asked about. Answers what to tell. */
export async function handIn(storeId: string, countId: string): Promise<string> {
  const first = await call('submitCount', { requestId: newRequestId(), storeId, countId });
  if (first.ok) return told(first.data.differing);
  if (first.code !== 'NOT_ALL') return first.code === 'NETWORK' ? LOST : first.message;
  const left = Number(first.detail?.['left'] ?? 0);
  const zero = await ask(
    `还有 ${left} 种没数`,
    '货架上确实没有，就算 0；如果只是这次不盘，就跳过它们。',
    '都算 0',
    '跳过',
  );
  const rest = zero ? ('zero' as const) : ('skip' as const);
  const again = await call('submitCount', { requestId: newRequestId(), storeId, countId, rest });
  if (again.ok) return told(again.data.differing);
  return again.code === 'NETWORK' ? LOST : again.message;
}
const told = (differing: number): string =>
  differing > 0 ? `已交单，${differing} 种两人数得不一样` : '已交单，等店长审核';

/** What whoever signs does with a sheet. Answers what to tell. */
export async function decide(
  act: 'recount' | 'approve' | 'post' | 'void',
  of: Of,
  skuIds: string[] = [],
): Promise<string> {
  const intent = `${act}:${of.countId}:${skuIds.join()}`;
  const input = { ...of, requestId: numberOf(intent) };
  if (act === 'post') return post(of);
  const reply =
    act === 'recount'
      ? await call('recountLines', { ...input, skuIds })
      : act === 'approve'
        ? await call('approveCount', { ...input, note: '' })
        : await call('voidCount', { ...input, reason: '店长作废' });
  if (!reply.ok && reply.code === 'NETWORK') return LOST;
  numbers.delete(intent);
  if (!reply.ok) return reply.message;
  return act === 'approve' ? post(of) : reply.data.statusText;
}

/** Booking a long sheet takes several calls; each goes on where the last one ended. */
async function post(of: Of): Promise<string> {
  for (let round = 0; round < 60; round += 1) {
    const reply = await call('postCount', { ...of, requestId: newRequestId() });
    if (!reply.ok) return reply.code === 'NETWORK' ? LOST : reply.message;
    const { left, again, booked } = reply.data;
    if (left > 0) continue;
    return again > 0 ? `${again} 种要重新数，其余已过账` : `已过账 ${booked} 种`;
  }
  return LOST;
}
