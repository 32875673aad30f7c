import type { Ctx } from '../kit/ports';

/** The suppliers a supplier's person stands for. */
export const ownSuppliers = ({ me }: Pick<Ctx, 'me'>): string[] =>
  me.kind === 'staff'
    ? [...new Set(me.grants.filter((g) => g.scope === 'supplier').map((g) => g.scopeId))]
    : [];
