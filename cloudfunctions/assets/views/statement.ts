import { pointParts, walletParts } from '#shared/domain/membership/words';
import type { LedgerTxnDoc, PointEntryDoc } from '#shared/model/docs';
import { lt } from '../../kit/conditions';
import type { Db } from '../../kit/ports';
import { byId } from '../../kit/readAll';
import { walletDelta } from '../books';

const PAGE = 20;
type Tab = 'wallet' | 'points' | 'growth';
type Row = Pick<PointEntryDoc, '_id' | 'at' | 'text' | 'storeId'> & {
  readonly delta: number;
  readonly detail: string;
};

/**
 * One page of a member's statement, newest first. The cursor is time and id: rows of one moment are neither
 * lost nor repeated between pages.
 */
export async function statementOf(
  db: Pick<Db, 'find' | 'getMany'>,
  memberId: string,
  tab: Tab,
  cursor: string | undefined,
) {
  const rows = tab === 'wallet' ? walletRows(memberId) : pointRows(tab);
  const found = await page(db, memberId, tab, cursor);
  const shown = rows(found.slice(0, PAGE));
  const names = await storeNames(
    db,
    shown.map(({ storeId }) => storeId),
  );
  const last = shown.at(-1);
  return {
    items: shown.map(({ _id, at, text, storeId, delta, detail }) => ({
      entryId: _id,
      at,
      text,
      storeName: names.get(storeId) ?? '',
      delta,
      detail,
    })),
    ...(found.length > PAGE && last ? { next: `${last.at}|${last._id}` } : {}),
  };
}

async function page(
  db: Pick<Db, 'find'>,
  memberId: string,
  tab: Tab,
  cursor: string | undefined,
): Promise<(LedgerTxnDoc | PointEntryDoc)[]> {
  const read = (where: object, limit: number) => {
    const filter = { memberId, ...(tab === 'wallet' ? {} : { tabs: tab }), ...where };
    const options = { sort: { at: -1, _id: -1 } as const, limit };
    return tab === 'wallet'
      ? db.find('ledgerTxns', filter, options)
      : db.find('pointEntries', filter, options);
  };
  const [time, id] = cursor?.split('|') ?? [];
  if (time === undefined || id === undefined) return read({}, PAGE + 1);
  const at = Number(time);
  const same = await read({ at, _id: lt(id) }, PAGE + 1);
  return same.length > PAGE ? same : [...same, ...(await read({ at: lt(at) }, PAGE + 1))];
}

const walletRows = (memberId: string) => (found: readonly (LedgerTxnDoc | PointEntryDoc)[]) =>
  found.flatMap((doc): Row[] => {
    if (!('entries' in doc)) return [];
    const { principalFen, bonusFen } = walletDelta(doc.entries, memberId);
    const detail = walletParts(principalFen, bonusFen);
    return [{ ...doc, delta: principalFen + bonusFen, detail }];
  });

const pointRows =
  (tab: 'points' | 'growth') => (found: readonly (LedgerTxnDoc | PointEntryDoc)[]) =>
    found.flatMap((doc): Row[] => {
      if ('entries' in doc) return [];
      if (tab === 'growth') return [{ ...doc, delta: doc.growth, detail: '' }];
      const { active, pending, debt } = doc;
      return [{ ...doc, delta: active + pending - debt, detail: pointParts(doc) }];
    });

/** Shops by id; HQ has a name too. */
export async function storeNames(
  db: Pick<Db, 'getMany'>,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => id !== 'hq' && id !== '');
  const stores = wanted.length === 0 ? new Map() : await byId(db, 'stores', wanted);
  return new Map([
    ['hq', '总部'],
    ...[...stores].map(([id, { name }]): [string, string] => [id, name]),
  ]);
}
