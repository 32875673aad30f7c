import type { AuditDoc, AuditHeadDoc } from '#shared/model/docs';
import { dayOf } from '#shared/domain/time';
import { canonical } from './canonical';
import type { Seal, Tx } from './ports';

/** What a row says before it has its place in a chain. */
export type AuditEntry = Omit<AuditDoc, '_id' | 'stream' | 'seq' | 'mac'>;

/** One chain a shop and day, so that the shops of a chain never wait for one another. */
export const streamOf = ({ storeId, at }: Pick<AuditDoc, 'storeId' | 'at'>): string =>
  `${storeId ?? 'hq'}:${dayOf(at)}`;
/** Padded: the order of ids is the order of the chain. */
export const rowId = (stream: string, seq: number): string =>
  `${stream}:${String(seq).padStart(7, '0')}`;

/** HMAC of the mac before it and the row; whoever changes a row has to remake all after it, and has no key. */
export function macOf(seal: Pick<Seal, 'mac'>, before: string, row: Omit<AuditDoc, 'mac'>): string {
  // As JSON gives it back: a field that is undefined is not there.
  return seal.mac('audit', `${before}\n${canonical(row)}`);
}

/**
 * Adds entries of one call to the chains of their shops, in the transaction of the change: one round trip for
 * the heads, one a head that moves on, one for the entries.
 * @param by names the attempt; a body run again after a lost answer to its commit adds nothing
 */
export async function appendAudit(
  tx: Tx,
  seal: Pick<Seal, 'mac'>,
  entries: readonly AuditEntry[],
  by: string,
): Promise<void> {
  if (entries.length === 0) return;
  const streams = [...new Set(entries.map(streamOf))];
  const heads = new Map((await tx.getMany('auditHeads', streams)).map((h) => [h._id, h]));
  const rows: AuditDoc[] = [];
  for (const stream of streams) {
    const head = heads.get(stream);
    if (head?.by === by) continue;
    let { seq, mac } = head ?? { seq: 0, mac: '' };
    for (const entry of entries.filter((one) => streamOf(one) === stream)) {
      seq += 1;
      const row = { _id: rowId(stream, seq), stream, seq, ...entry };
      mac = macOf(seal, mac, row);
      rows.push({ ...row, mac });
    }
    await tx.set('auditHeads', { _id: stream, seq, mac, by, at: rows.at(-1)?.at ?? 0 });
  }
  await tx.insertMany('auditLogs', rows);
}

export interface ChainProblem {
  readonly stream: string;
  /** Where it broke; 0: the head itself. */
  readonly seq: number;
  readonly kind: 'edited' | 'missing' | 'cut' | 'extra';
}

/** Walks one chain from its beginning: the first thing wrong with it, if anything is. */
export function walkChain(
  seal: Pick<Seal, 'mac'>,
  stream: string,
  rows: readonly AuditDoc[],
  head: Pick<AuditHeadDoc, 'seq' | 'mac'> | undefined,
): ChainProblem | undefined {
  let before = '';
  for (const [i, row] of rows.entries()) {
    const seq = i + 1;
    if (row.seq !== seq || row._id !== rowId(stream, seq) || row.stream !== stream)
      return { stream, seq, kind: row.seq > seq ? 'missing' : 'edited' };
    const { mac, ...told } = row;
    if (mac !== macOf(seal, before, told)) return { stream, seq, kind: 'edited' };
    before = mac;
  }
  if (!head) return { stream, seq: 0, kind: 'cut' };
  if (head.seq > rows.length) return { stream, seq: rows.length + 1, kind: 'cut' };
  if (head.seq < rows.length || head.mac !== before)
    return { stream, seq: rows.length, kind: 'extra' };
  return undefined;
}
