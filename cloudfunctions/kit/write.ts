import type { CallSpec } from '#shared/contracts/kit';
import type { OutboxDoc } from '#shared/model/docs';
import { changesOf } from './audit';
import { appendAudit, type AuditEntry } from './auditChain';
import type { Once } from './once';
import { scrub } from './log';
import type { Db, Principal, Seal, Tx, WriteTx } from './ports';

interface Writer {
  readonly spec: CallSpec;
  readonly me: Principal;
  readonly now: number;
  readonly traceId: string;
  readonly db: Db;
  readonly seal: Pick<Seal, 'mac'>;
  readonly once: Once | undefined;
  /** Told how many audit rows were committed. */
  audited(rows: number): void;
}

/** Collects what one attempt wants recorded, and writes it just before the commit. */
function recorder(w: Writer, tx: Tx, writes: number) {
  const audits: AuditEntry[] = [];
  const events: OutboxDoc[] = [];
  const { spec, me, now, traceId } = w;
  const writeTx: WriteTx = {
    get: (collection, id) => tx.get(collection, id),
    getMany: (collection, ids) => tx.getMany(collection, ids),
    insert: (collection, doc) => tx.insert(collection, doc),
    insertMany: (collection, docs) => tx.insertMany(collection, docs),
    update: (collection, id, change, guard) => tx.update(collection, id, change, guard),
    set: (collection, doc) => tx.set(collection, doc),
    remove: (collection, id) => tx.remove(collection, id),
    audit: ({ target, targetId, storeId, before, after, reason, actor }) => {
      audits.push({
        at: now,
        actorId: actor?.id ?? me.id,
        actorName: actor?.name ?? (me.kind === 'staff' ? me.name : me.kind),
        call: spec.name,
        outcome: 'done',
        storeId,
        target,
        targetId,
        changes: changesOf(before, after),
        reason: scrub(reason ?? ''),
        traceId,
      });
    },
    emit: (type, aggregateId, payload, n = 0) => {
      events.push({
        _id: `${aggregateId}:${type}:${n}`,
        type,
        aggregateId,
        payload,
        at: now,
        status: 'new',
        tries: 0,
        nextTryAt: now,
        lastError: '',
      });
    },
  };
  const flush = async () => {
    await appendAudit(tx, w.seal, audits, `${traceId}_${writes}`);
    await tx.insertMany('outbox', events);
    return audits.length;
  };
  return { writeTx, flush };
}

/** `ctx.write` of one call. */
export function writer(w: Writer) {
  let writes = 0;
  return async <T>(body: (tx: WriteTx) => Promise<T>): Promise<T> => {
    writes += 1;
    if (w.once && writes > 1)
      throw new Error(`${w.spec.name}: a once call writes once, its answer belongs to that write`);
    const [value, rows] = await w.db.transaction(async (tx) => {
      const { writeTx, flush } = recorder(w, tx, writes);
      const result = await body(writeTx);
      if (w.once) await w.once.keep(tx, answerOf(w.spec, result));
      return [result, await flush()] as const;
    });
    w.audited(rows);
    return value;
  };
}

function answerOf(spec: CallSpec, value: unknown): unknown {
  const parsed = spec.output.safeParse(value);
  // As the caller will read it: JSON has no undefined.
  if (parsed.success) return JSON.parse(JSON.stringify(parsed.data)) as unknown;
  throw new Error(
    `${spec.name}: the body of ctx.write must return the call's answer, it is stored with the write ` +
      `(${parsed.error.issues.map((i) => i.path.join('.')).join(', ')})`,
  );
}
