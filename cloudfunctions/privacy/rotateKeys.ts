import { rotateKeys } from '#shared/contracts/privacy';
import type { Collection } from '#shared/model/docs';
import { gt } from '../kit/conditions';
import type { Ctx } from '../kit/ports';
import { serve } from '../kit/serve';
import { endLease, keepCursor, takeLease } from '../stock/lease';
import { SEALED, bookAnew, sealedAnew } from './places';

const JOB = 'rotateKeys';
const PAGE = 200;
const RESERVE_MS = 12_000;
type Needs = Pick<Ctx, 'db' | 'seal'>;
const COLLECTIONS: readonly Collection[] = [...SEALED.map((s) => s.collection), 'addressBooks'];

/**
 * Seals what lies under an older key anew, page by page, while everything runs: both keys open meanwhile. Each text is
 * replaced only if it is still the one that was read. The cursor is `{key}/{collection}/{last id}`; a key that is done
 * costs one read a run.
 */
export const main = serve(rotateKeys, async (_input, ctx) => {
  const lease = await takeLease(ctx, JOB);
  if (!lease) return { looked: 0, sealed: 0, more: true };
  const key = ctx.seal.newest;
  const [under, at = '0', last = ''] = lease.cursor.split('/');
  let step = under === key ? Number(at) : 0;
  let after = under === key ? last : '';
  let [looked, sealed] = [0, 0];
  while (step < COLLECTIONS.length && ctx.left() > RESERVE_MS) {
    const page = await anewPage(ctx, COLLECTIONS[step] ?? 'members', after);
    looked += page.looked;
    sealed += page.sealed;
    after = page.last;
    if (page.last === '') step += 1;
    await keepCursor(ctx, JOB, `${key}/${step}/${after}`);
  }
  const more = step < COLLECTIONS.length;
  const result = { looked, sealed, more };
  await endLease(ctx, JOB, `${key}/${step}/${after}`, JSON.stringify(result));
  return result;
});

/** One page by id; `last` is empty after the last one. */
async function anewPage({ db, seal }: Needs, collection: Collection, after: string) {
  const docs = await db.find(collection, after === '' ? {} : { _id: gt(after) }, {
    sort: { _id: 1 },
    limit: PAGE,
  });
  let sealed = 0;
  for (const doc of docs) {
    if (collection === 'addressBooks' && 'addresses' in doc) {
      sealed += await bookRenewed({ db, seal }, doc._id);
      continue;
    }
    const fields = SEALED.find((s) => s.collection === collection)?.fields ?? [];
    for (const field of fields) {
      // The field is one of the collection's own; which is only known here.
      const old = (doc as unknown as Record<string, unknown>)[field];
      const fresh = sealedAnew(seal, { collection, id: doc._id, field }, old);
      if (fresh === undefined) continue;
      if (
        await db.update(collection, doc._id, { set: { [field]: fresh } }, { [field]: String(old) })
      )
        sealed += 1;
    }
  }
  return {
    looked: docs.length,
    sealed,
    last: docs.length < PAGE ? '' : (docs.at(-1)?._id ?? ''),
  };
}

/** A book is one document: replaced whole, in a transaction, or an address saved meanwhile would be lost. */
const bookRenewed = ({ db, seal }: Needs, id: string): Promise<number> =>
  db.transaction(async (tx) => {
    const book = await tx.get('addressBooks', id);
    const addresses = book && bookAnew(seal, book);
    if (!book || !addresses) return 0;
    await tx.set('addressBooks', { ...book, addresses });
    return 1;
  });
