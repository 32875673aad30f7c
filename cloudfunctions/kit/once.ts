import type { CallSpec } from '#shared/contracts/kit';
import type { RequestDoc } from '#shared/model/docs';
import { digest } from './canonical';
import type { Db, Seal, Tx } from './ports';
import { refusal } from './refusal';

/** The stored first answer of a `once: true` call. */
export interface Once {
  /** The answer given before, if there is one; refuses when the same number came with another body. */
  earlier(): Promise<{ answer: unknown } | undefined>;
  /** Stores the answer in the transaction that makes it true. */
  keep(tx: Tx, answer: unknown): Promise<void>;
}

export function once(
  spec: CallSpec,
  caller: string,
  input: unknown,
  db: Db,
  seal: Seal,
  now: number,
): Once | undefined {
  if (spec.once !== true) return undefined;
  const requestId = (input as { requestId?: unknown }).requestId;
  if (typeof requestId !== 'string') throw new Error(`${spec.name}: once needs a requestId`);
  const _id = digest([spec.name, caller, requestId]).slice(0, 40);
  const bodyHash = digest(input);
  // An answer may name a person; stored, it is as secret as the record it tells of.
  const place = { collection: 'requests', id: _id, field: 'answer' } as const;
  return {
    async earlier() {
      const kept: RequestDoc | undefined = await db.get('requests', _id);
      if (!kept) return undefined;
      if (kept.bodyHash !== bodyHash) throw refusal(spec, 'REQUEST_REUSED');
      const answer: unknown = JSON.parse(seal.open(place, kept.answer));
      return { answer };
    },
    keep: (tx, answer) =>
      tx.insert('requests', {
        _id,
        bodyHash,
        answer: seal.seal(place, JSON.stringify(answer ?? null)),
        at: now,
      }),
  };
}
