import { calls } from '#shared/contracts/index';
import type { CallName } from '#shared/contracts/index';
import { searchAudit } from '#shared/contracts/insights';
import type { AuditDoc } from '#shared/model/docs';
import { between, ne } from '../kit/conditions';
import type { Where } from '../kit/ports';
import { byId } from '../kit/readAll';
import { serve } from '../kit/serve';

const PAGE = 30;
/** Free text is looked for in this many rows at a time; the cursor goes on from there. */
const LOOK = 1_000;
const END_OF_TIME = 9_000_000_000_000;

/**
 * The audit log, newest first. Call, shop, target and time are asked of the database; free text is looked for
 * in what it returns, so a page of a rare word may be short and still have a next.
 */
export const main = serve(searchAudit, async (input, ctx) => {
  const after = cursorOf(input.cursor);
  const until = Math.min((input.to ?? END_OF_TIME) + 1, after ? after.at + 1 : END_OF_TIME);
  const where: Where = {
    at: between(input.from ?? 0, until),
    ...(input.callName ? { call: input.callName } : {}),
    ...(input.storeId ? { storeId: input.storeId } : {}),
    ...(input.targetId ? { targetId: input.targetId } : {}),
    ...(input.actorId ? { actorId: input.actorId } : {}),
    ...(input.outcome ? { outcome: input.outcome === 'done' ? 'done' : ne('done') } : {}),
  };
  const query = input.query?.trim().toLowerCase() ?? '';
  const limit = query === '' ? PAGE * 2 : LOOK;
  const rows = await ctx.db.find('auditLogs', where, { sort: { at: -1, _id: -1 }, limit });
  const fresh = rows.filter(({ at, _id }) => !after || at < after.at || _id < after.id);
  const found = fresh.filter((row) => matches(row, query));
  const shown = found.slice(0, PAGE);

  const stores = await byId(
    ctx.db,
    'stores',
    shown.flatMap(({ storeId }) => (storeId ? [storeId] : [])),
  );
  const last = found.length > PAGE ? shown.at(-1) : rows.length === limit ? rows.at(-1) : undefined;
  return {
    items: shown.map(({ _id, stream: _stream, seq: _seq, mac: _mac, ...row }) => ({
      ...row,
      auditId: _id,
      callTitle: titleOf(row.call),
      storeName: row.storeId ? (stores.get(row.storeId)?.name ?? '') : '',
    })),
    ...(last ? { next: `${last.at}:${last._id}` } : {}),
  };
});

const titleOf = (call: string): string => (call in calls ? calls[call as CallName].title : call);

function matches(row: AuditDoc, query: string): boolean {
  const { actorName, actorId, call, targetId, reason, traceId, changes } = row;
  const texts = [actorName, actorId, call, titleOf(call), targetId, reason, traceId];
  for (const { field, before, after } of changes) texts.push(field, before, after);
  return query === '' || texts.some((text) => text.toLowerCase().includes(query));
}

/** `{at}:{id}` of the last row seen; anything else starts from the top. */
function cursorOf(cursor: string | undefined): { at: number; id: string } | undefined {
  const split = cursor?.indexOf(':') ?? -1;
  const at = Number(cursor?.slice(0, split));
  return cursor && split > 0 && Number.isSafeInteger(at)
    ? { at, id: cursor.slice(split + 1) }
    : undefined;
}
