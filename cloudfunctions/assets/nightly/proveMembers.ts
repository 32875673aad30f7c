import { differences } from '#shared/domain/membership/proof';
import type { AssetDoc } from '#shared/model/docs';
import { gt, oneOf } from '../../kit/conditions';
import type { Ctx } from '../../kit/ports';
import { readAll } from '../../kit/readAll';
import { calm, raise } from './alarms';

const PAGE = 100;
type Call = Pick<Ctx, 'db' | 'now' | 'log'>;

/** Replays one page of members after `last`; returns the last id, or `''` when all are proven. */
export async function provePage(
  ctx: Call,
  last: string,
): Promise<{ last: string; members: number; wrong: number }> {
  const page = await ctx.db.find('assets', last === '' ? {} : { _id: gt(last) }, {
    sort: { _id: 1 },
    limit: PAGE,
  });
  const suspects = await doubtful(ctx, page);
  let wrong = 0;
  for (const { _id } of suspects) if (await proveOne(ctx, _id)) wrong += 1;
  const open = await ctx.db.find(
    'alarms',
    { status: 'open', kind: oneOf(['wallet', 'points']), key: oneOf(page.map(({ _id }) => _id)) },
    { limit: 1000 },
  );
  for (const alarm of open)
    if (!suspects.some(({ _id }) => _id === alarm.key)) await calm(ctx, alarm);
  return {
    last: page.length === PAGE ? (page.at(-1)?._id ?? '') : '',
    members: page.length,
    wrong,
  };
}

async function doubtful({ db }: Call, page: readonly AssetDoc[]): Promise<AssetDoc[]> {
  if (page.length === 0) return [];
  const memberId = oneOf(page.map(({ _id }) => _id));
  const [txns, rows] = await Promise.all([
    readAll(db, 'ledgerTxns', { memberId }, { only: ['memberId', 'entries'] }),
    readAll(db, 'pointEntries', { memberId }),
  ]);
  const [txnsOf, rowsOf] = [byMember(txns), byMember(rows)];
  return page.filter(
    (doc) =>
      differences(doc._id, doc, txnsOf.get(doc._id) ?? [], rowsOf.get(doc._id) ?? []).length > 0,
  );
}

function byMember<T extends { readonly memberId: string | null }>(
  docs: readonly T[],
): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const doc of docs) {
    if (doc.memberId === null) continue;
    const list = found.get(doc.memberId);
    if (list) list.push(doc);
    else found.set(doc.memberId, [doc]);
  }
  return found;
}

/**
 * Looks again at a member whose figures differ: something may have been booked between the two reads. Only when
 * the document was the same before and after is the difference real.
 */
async function proveOne(ctx: Call, memberId: string): Promise<boolean> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const before = await ctx.db.get('assets', memberId);
    const [txns, rows] = await Promise.all([
      readAll(ctx.db, 'ledgerTxns', { memberId }, { only: ['entries'] }),
      readAll(ctx.db, 'pointEntries', { memberId }),
    ]);
    const after = await ctx.db.get('assets', memberId);
    if (!before || before.version !== after?.version) continue;
    const found = differences(memberId, before, txns, rows);
    for (const kind of ['wallet', 'points'] as const) {
      const texts = found.filter((one) => one.kind === kind).map(({ text }) => text);
      if (texts.length === 0) await calm(ctx, { kind, key: memberId });
      else await raise(ctx, { kind, key: memberId, text: texts.join('；') });
    }
    return found.length > 0;
  }
  return false;
}
