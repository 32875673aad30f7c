import { reaches, type Desk } from '#shared/domain/aftersales/flow';
import type { Ctx } from '../kit/ports';

/** What the caller is in this very shop: roles of other shops do not count. */
export function shopDesk(ctx: Pick<Ctx, 'me'>, storeId: string): Desk | null {
  if (ctx.me.kind !== 'staff') return null;
  const roles = ctx.me.grants
    .filter(({ scope, scopeId }) => scope === 'store' && scopeId === storeId)
    .map(({ role }) => role);
  if (roles.includes('storeManager')) return 'storeManager';
  return roles.includes('service') ? 'service' : null;
}

export const mayApproveAs = (desk: Desk | null, needed: Desk): boolean =>
  desk !== null && reaches(desk, needed);

/** Name and id for histories. */
export const personOf = ({ me }: Pick<Ctx, 'me'>): { id: string; name: string } => ({
  id: me.id,
  name: me.kind === 'staff' ? me.name : me.kind,
});
