import type { Database } from '../lib/seeding';
import type { WorldDocs } from '../seed/world';

const JOURNAL = 'import';
const BATCH = 500;
/** Shops come last: until then nobody sees anything of the new chain. */
const last = (name: string): number => (name === 'stores' ? 1 : 0);

/**
 * Writes all documents or none. The ids are noted first, so that an import that died midway is taken back
 * before the next one begins; an error takes back at once. What is there already is never written over and
 * never taken back: one such document refuses the whole import before anything is noted.
 */
export async function writeAll(
  db: Database,
  docs: WorldDocs,
  progress: (written: number, all: number) => void,
): Promise<number> {
  const parts = Object.entries(docs)
    .filter(([, rows]) => rows.length > 0)
    .sort(([a], [b]) => last(a) - last(b));
  const ids = Object.fromEntries(parts.map(([name, rows]) => [name, rows.map((row) => row._id)]));
  const all = parts.reduce((n, [, rows]) => n + rows.length, 0);
  await undoUnfinished(db);
  await refuseKnown(db, ids);
  await db.collection('jobs').add({
    _id: JOURNAL,
    cursor: JSON.stringify(ids),
    leaseUntil: 0,
    lastRunAt: 0,
    lastResult: 'writing',
  });
  let written = 0;
  try {
    for (const [name, rows] of parts)
      for (let from = 0; from < rows.length; from += BATCH) {
        await db.collection(name).add(rows.slice(from, from + BATCH));
        written += Math.min(BATCH, rows.length - from);
        progress(written, all);
      }
  } catch (error) {
    await undoUnfinished(db);
    throw error;
  }
  await db.collection('jobs').doc(JOURNAL).remove();
  return written;
}

async function refuseKnown(db: Database, ids: Readonly<Record<string, string[]>>): Promise<void> {
  for (const [name, list] of Object.entries(ids))
    for (let from = 0; from < list.length; from += BATCH) {
      const among = { _id: db.command.in(list.slice(from, from + BATCH)) };
      const { data } = (await db
        .collection(name)
        .where(among)
        .field({ _id: true })
        .limit(3)
        .get()) as {
        data: { _id: string }[];
      };
      if (data.length > 0)
        throw new Error(
          `${name} 里已经有 ${data.map(({ _id }) => _id).join('、')} 等记录，导入不会覆盖它们；什么都没有写入`,
        );
    }
}

/** Takes back what an import left behind that did not end; returns how many documents went. */
export async function undoUnfinished(db: Database): Promise<number> {
  const { data } = (await db.collection('jobs').doc(JOURNAL).get()) as {
    data: { cursor: string }[];
  };
  const journal = data[0];
  if (!journal) return 0;
  const ids = JSON.parse(journal.cursor) as Record<string, string[]>;
  let removed = 0;
  for (const [name, list] of Object.entries(ids))
    for (let from = 0; from < list.length; from += BATCH) {
      const answer = await db
        .collection(name)
        .where({ _id: db.command.in(list.slice(from, from + BATCH)) })
        .remove();
      removed += Number(answer.deleted ?? 0);
    }
  await db.collection('jobs').doc(JOURNAL).remove();
  return removed;
}
