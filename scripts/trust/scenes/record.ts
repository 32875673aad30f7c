import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { MemoryDb } from '../../../cloudfunctions/kit/db/memory';
import type { Watch } from '../../../cloudfunctions/kit/testing';
import { outcomeOf, type Scene } from './shape';

/** Looks at a call this often in one test file, at most: random histories make thousands. */
const LOOKS = 60;
/** Larger worlds make every suite slow and show nothing a small one does not. */
const MOST_BYTES = 400_000;

type Rows = Scene['db'];

/** Which documents a call touched, by collection: calls that do the same are one scene. */
function changesOf(before: Rows, after: Rows): { text: string; count: number } {
  const flat = (rows: Rows) =>
    new Map(
      rows.flatMap(([name, docs]) => docs.map((d) => [`${name}/${d._id}`, JSON.stringify(d)])),
    );
  const [old, now] = [flat(before), flat(after)];
  const kinds: string[] = [];
  for (const [key, text] of now)
    if (old.get(key) !== text) kinds.push(`${old.has(key) ? '~' : '+'}${key.split('/')[0]}`);
  for (const key of old.keys()) if (!now.has(key)) kinds.push(`-${key.split('/')[0]}`);
  return { text: kinds.toSorted().join(' '), count: kinds.length };
}

/** Writes a scene for every kind of outcome of every call a test file makes, one at a time and without faults. */
export function recorder(dir: string, from: string): Watch {
  const looks = new Map<string, number>();
  const busy = new WeakMap<MemoryDb, { running: number; crossed: number }>();

  return ({ db, pay, now }, { name, event, identity }) => {
    const state = busy.get(db) ?? { running: 0, crossed: 0 };
    busy.set(db, state);
    state.running += 1;
    // Two at once: what changes cannot be told apart.
    if (state.running > 1) state.crossed += 1;
    const crossed = state.crossed;
    const end = (): boolean => {
      state.running -= 1;
      return state.crossed === crossed;
    };
    const seen = looks.get(name) ?? 0;
    if (seen >= LOOKS || state.running > 1 || db.faults.armed || db.faults.struck)
      return () => end();
    looks.set(name, seen + 1);
    const text = db.dump({ whole: true });
    const short = db.dump();
    const asked = JSON.stringify(event);
    const payments = structuredClone([...pay.payments]);
    const refunds = structuredClone([...pay.refunds]);
    return (reply) => {
      if (!end() || db.faults.armed || text.length > MOST_BYTES) return;
      const before = JSON.parse(text) as Rows;
      const changes = changesOf(JSON.parse(short) as Rows, JSON.parse(db.dump()) as Rows);
      const outcome = outcomeOf(reply);
      const kind = createHash('sha256').update(`${outcome} ${changes.text}`).digest('hex');
      const folder = path.join(dir, name);
      const file = path.join(folder, `${kind.slice(0, 16)}.json`);
      if (existsSync(file)) return;
      const scene: Scene = {
        call: name,
        event: JSON.parse(asked) as unknown,
        identity,
        now,
        db: before,
        payments,
        refunds,
        outcome,
        changed: changes.count,
        from,
      };
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, JSON.stringify(scene));
    };
  };
}
