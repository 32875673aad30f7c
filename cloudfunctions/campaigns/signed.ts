import type { Signed } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';

/** The caller's signature under a step. */
export const signed = ({ me, now }: Pick<Ctx, 'me' | 'now'>): Signed => ({
  by: me.id,
  name: me.kind === 'staff' ? me.name : me.kind,
  at: now,
});
