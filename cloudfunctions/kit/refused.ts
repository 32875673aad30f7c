import type { CallSpec } from '#shared/contracts/kit';
import { appendAudit } from './auditChain';
import type { OpenCall } from './context';
import { describeError } from './log';
import type { Platform } from './platform';
import { Refusal } from './refusal';

export interface RefusedBy {
  readonly id: string;
  readonly name: string;
  /** The shop that was asked for; empty when none was. */
  readonly asked: string;
}

/** The shop a form names, if it was a form at all. */
export function askedStore(form: { input: unknown } | Refusal): string {
  if (form instanceof Refusal || typeof form.input !== 'object' || form.input === null) return '';
  return 'storeId' in form.input && typeof form.input.storeId === 'string'
    ? form.input.storeId
    : '';
}

/**
 * Writes down that somebody of ours was turned away (strangers only reach the log: they could fill the database).
 * All of it goes into HQ's chain: the name of a shop that does not exist opens none. When it cannot be written the
 * refusal stands all the same, and the log says so.
 */
export async function recordRefusal(
  { seal }: Pick<Platform, 'seal'>,
  spec: CallSpec,
  call: OpenCall,
  code: string,
): Promise<void> {
  const { refused } = call.meter;
  if (!refused) return;
  const row = {
    at: call.now,
    actorId: refused.id,
    actorName: refused.name,
    call: spec.name,
    outcome: code,
    storeId: null,
    target: refused.asked === '' ? '' : 'stores',
    targetId: refused.asked,
    changes: [],
    reason: '',
    traceId: call.traceId,
  };
  try {
    await call.db.transaction((tx) => appendAudit(tx, seal, [row], `${call.traceId}_no`));
  } catch (error) {
    Object.assign(call.meter.notes, { unrecorded: describeError(error) });
  }
}
