import type { AuditHeadDoc, AuditProofDoc } from '#shared/model/docs';
import { raise } from '../assets/nightly/alarms';
import { canonical } from '../kit/canonical';
import { walkChain, type ChainProblem } from '../kit/auditChain';
import { gt } from '../kit/conditions';
import type { Ctx } from '../kit/ports';
import { byId, readAll } from '../kit/readAll';

/** A walk under way; as text it is the cursor of its job. */
export interface Walk {
  /** The last stream looked at; null: all were. */
  readonly after: string | null;
  readonly chains: number;
  readonly rows: number;
  readonly problems: readonly ChainProblem[];
  /** HMAC of the anchor before and the ends of a page. */
  readonly anchor: string;
}
type Needs = Pick<Ctx, 'db' | 'seal' | 'now' | 'log'>;

const PAGE = 40;
const MOST_PROBLEMS = 20;
export const STATE = 'auditState';

export const beginWalk = (cursor: string): Walk =>
  // Written by the run before.
  cursor === ''
    ? { after: '', chains: 0, rows: 0, problems: [], anchor: '' }
    : (JSON.parse(cursor) as Walk);

const told = ({ _id, seq, mac }: Pick<AuditProofDoc, '_id' | 'seq' | 'mac'>): string =>
  canonical({ _id, seq, mac });

/** The next streams by name: those with a head, and those of which only the proof is left. */
async function nextStreams({ db }: Needs, after: string) {
  const options = { sort: { _id: 1 as const }, limit: PAGE };
  const where = { _id: gt(after) };
  const [heads, proofs] = await Promise.all([
    db.find('auditHeads', where, options),
    db.find('auditProofs', where, options),
  ]);
  const streams = [...new Set([...heads, ...proofs].map(({ _id }) => _id))].toSorted();
  return streams.slice(0, PAGE);
}

async function lookAt(
  { db, seal }: Needs,
  stream: string,
  head: AuditHeadDoc | undefined,
  proof: AuditProofDoc | undefined,
): Promise<{ rows: number; problem: ChainProblem | undefined }> {
  const rows = await readAll(db, 'auditLogs', { stream });
  const end = rows.at((proof?.seq ?? 0) - 1);
  const problem =
    walkChain(seal, stream, rows, head) ??
    // What was whole before must still be its beginning.
    (proof && (seal.mac('proof', told(proof)) !== proof.seal || end?.mac !== proof.mac)
      ? { stream, seq: Math.min(rows.length + 1, proof.seq), kind: 'cut' as const }
      : undefined);
  return { rows: rows.length, problem };
}

/** A page of chains; each one that is whole leaves its end as a proof. */
export async function walkPage(ctx: Needs, walk: Walk): Promise<Walk> {
  const streams = await nextStreams(ctx, walk.after ?? '');
  const [heads, proofs] = await Promise.all([
    byId(ctx.db, 'auditHeads', streams),
    byId(ctx.db, 'auditProofs', streams),
  ]);
  let { rows, anchor } = walk;
  const problems = [...walk.problems];
  for (const stream of streams) {
    const head = heads.get(stream);
    const proof = proofs.get(stream);
    const found = await lookAt(ctx, stream, head, proof);
    rows += found.rows;
    if (found.problem) problems.push(found.problem);
    else if (head && head.mac !== proof?.mac) await prove(ctx, head, proof !== undefined);
    anchor = ctx.seal.mac('proof', `${anchor}\n${stream}:${head?.seq ?? 0}:${head?.mac ?? ''}`);
  }
  return {
    after: streams.length < PAGE ? null : (streams.at(-1) ?? null),
    chains: walk.chains + streams.length,
    rows,
    problems: problems.slice(0, MOST_PROBLEMS),
    anchor,
  };
}

async function prove({ db, seal, now }: Needs, head: AuditHeadDoc, known: boolean): Promise<void> {
  const end = { _id: head._id, seq: head.seq, mac: head.mac };
  const proof = { ...end, seal: seal.mac('proof', told(end)), at: now };
  const { _id, ...set } = proof;
  if (known) await db.update('auditProofs', _id, { set });
  else await db.insert('auditProofs', proof);
}

/** What HQ reads, the alarm if anything is wrong, and the anchor for the platform's log. */
export async function endWalk(ctx: Needs, walk: Walk): Promise<void> {
  const { chains, rows, problems, anchor } = walk;
  const value = { asOf: ctx.now, chains, rows, problems, anchor };
  const fresh = { _id: STATE, value, version: 1 };
  if (!(await ctx.db.insert('settings', fresh)))
    await ctx.db.update('settings', STATE, { set: { value }, inc: { version: 1 } });
  ctx.log({ auditAnchor: anchor, chains, rows });
  const [first] = problems;
  if (first)
    await raise(ctx, {
      kind: 'audit',
      key: 'chain',
      text: `操作日志 ${first.stream} 第 ${first.seq} 条起对不上，请保留现场并联系管理员`,
    });
}
