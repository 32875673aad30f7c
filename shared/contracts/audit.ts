import * as z from 'zod';
import { defineCall, defineTimer } from './kit';
import { Count, Time } from './shapes';

const system = { context: 'system', deploy: 'hqSystem' } as const;

const Problem = z.object({
  /** `{storeId or hq}:{day}` */
  stream: z.string(),
  /** Row from which it is wrong; 0: the end of the chain is gone. */
  seq: z.int(),
  kind: z.enum(['edited', 'missing', 'cut', 'extra']),
});

/** Walks every chain of the audit log from its beginning: an edit, a deletion, a swap and a cut are found. */
export const verifyAuditChain = defineTimer('verifyAuditChain', {
  ...system,
  title: '操作日志校验',
  cron: '0 20,40 * * * * *',
  timeoutS: 60,
  output: z.object({ chains: Count, rows: Count, wrong: Count, more: z.boolean() }),
});

export const getAuditState = defineCall('getAuditState', {
  ...system,
  title: '操作日志完整性',
  who: ['hqOwner', 'hqAuditor'],
  input: z.object({}),
  output: z.object({
    /** When the last whole walk ended; null before the first. */
    asOf: Time.nullable(),
    chains: Count,
    rows: Count,
    problems: z.array(Problem),
    /** HMAC over the ends of all chains: printed to the platform's log at each walk, to be compared. */
    anchor: z.string(),
  }),
});
