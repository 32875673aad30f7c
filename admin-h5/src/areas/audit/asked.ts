import type { Calls } from '#shared/contracts/index';
import type { In } from '#shared/contracts/kit';
import { endOf, startOf } from '#shared/domain/time';
import { oneOf, orUndefined } from '../../ui/filters';

/** What the viewer is narrowed to, as its filters hold it; empty: not narrowed. */
export interface AuditFilter {
  query?: string | undefined;
  callName?: string | undefined;
  storeId?: string | undefined;
  targetId?: string | undefined;
  actorId?: string | undefined;
  outcome?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

export const askedOf = (f: AuditFilter, cursor?: string): In<Calls['searchAudit']> => ({
  query: orUndefined(f.query ?? ''),
  callName: orUndefined(f.callName ?? ''),
  storeId: orUndefined(f.storeId ?? ''),
  targetId: orUndefined(f.targetId ?? ''),
  actorId: orUndefined(f.actorId ?? ''),
  outcome: oneOf(['done', 'refused'] as const, f.outcome ?? ''),
  from: f.from ? startOf(f.from) : undefined,
  to: f.to ? endOf(f.to) : undefined,
  cursor,
});
