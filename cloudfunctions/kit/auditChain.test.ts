import { beforeEach, expect, test } from 'vitest';
import type { AuditDoc } from '#shared/model/docs';
import { openDb } from '../assets/testing';
import { appendAudit, walkChain, type AuditEntry } from './auditChain';
import { SUNDAY_TEN, testWorld, type TestWorld } from './testing';

const entry = (n: number, storeId: string | null = 's1'): AuditEntry => ({
  at: SUNDAY_TEN + n,
  actorId: 'st_1',
  actorName: '小王',
  call: 'setSafety',
  outcome: 'done',
  storeId,
  target: 'stock',
  targetId: `sku${n}`,
  changes: [{ field: 'safety', before: '0', after: String(n) }],
  reason: '',
  traceId: `t_${n}`,
});
const STREAM = 's1:2026-11-22';
let world: TestWorld;
const add = (entries: AuditEntry[], by: string) =>
  openDb(world).transaction((tx) => appendAudit(tx, world.seal, entries, by));
const rows = () => world.db.rows('auditLogs').filter((r) => r.stream === STREAM);
const walk = (changed: readonly AuditDoc[] = rows(), head = world.db.row('auditHeads', STREAM)) =>
  walkChain(world.seal, STREAM, changed, head);

beforeEach(async () => {
  world = testWorld();
  for (let n = 1; n <= 5; n += 1) await add([entry(n)], `t${n}`);
});

test('rows follow one another, a shop and day by itself', async () => {
  await add([entry(6), entry(7, null), entry(8, 's2')], 't6');
  expect(rows().map((r) => r._id)).toEqual([1, 2, 3, 4, 5, 6].map((n) => `${STREAM}:000000${n}`));
  expect(world.db.rows('auditHeads').map((h) => [h._id, h.seq])).toEqual([
    [STREAM, 6],
    ['hq:2026-11-22', 1],
    ['s2:2026-11-22', 1],
  ]);
  expect(walk()).toBeUndefined();
});

test('a body run again after a lost answer adds nothing', async () => {
  await add([entry(6)], 't6');
  await add([entry(6)], 't6');
  expect(rows()).toHaveLength(6);
});

test('two at the same moment both get in, one after the other', async () => {
  await Promise.all([add([entry(6)], 'a'), add([entry(7)], 'b'), add([entry(8)], 'c')]);
  expect(rows()).toHaveLength(8);
  expect(walk()).toBeUndefined();
});

test('edit, delete, swap, cut, append and a forged head are found, and where', () => {
  const all = rows();
  const edited = all.map((r) => (r.seq === 3 ? { ...r, actorName: '别人' } : r));
  expect(walk(edited)).toMatchObject({ seq: 3, kind: 'edited' });
  const deep = all.map((r) =>
    r.seq === 2 ? { ...r, changes: [{ field: 'safety', before: '0', after: '9' }] } : r,
  );
  expect(walk(deep)).toMatchObject({ seq: 2, kind: 'edited' });
  expect(walk(all.filter((r) => r.seq !== 2))).toMatchObject({ seq: 2, kind: 'missing' });
  const swapped = all.map((r) =>
    r.seq === 2
      ? { ...all[2], _id: r._id, seq: 2 }
      : r.seq === 3
        ? { ...all[1], _id: r._id, seq: 3 }
        : r,
  ) as AuditDoc[];
  expect(walk(swapped)).toMatchObject({ seq: 2, kind: 'edited' });
  expect(walk(all.slice(0, 4))).toMatchObject({ seq: 5, kind: 'cut' });
  expect(walk([], undefined)).toMatchObject({ kind: 'cut' });
  const last = all.at(-1);
  if (!last) throw new Error('no rows');
  expect(walk([...all, { ...last, _id: `${STREAM}:0000006`, seq: 6 }])).toMatchObject({
    seq: 6,
    kind: 'edited',
  });
  const head = world.db.row('auditHeads', STREAM);
  if (!head) throw new Error('no head');
  expect(walk(all, { ...head, seq: 4 })).toMatchObject({ kind: 'extra' });
  expect(walk(all, { ...head, mac: 'x' })).toMatchObject({ kind: 'extra' });
});

test('another key makes no valid chain', () => {
  const [first] = rows();
  if (!first) throw new Error('no rows');
  const foreign = { mac: () => first.mac };
  expect(walkChain(foreign, STREAM, [first], { seq: 1, mac: first.mac })).toBeUndefined();
  expect(
    walkChain(world.seal, STREAM, [{ ...first, mac: 'forged' }], { seq: 1, mac: 'forged' }),
  ).toMatchObject({ kind: 'edited' });
});
