import type { Ctx } from '../kit/ports';

/** Name for histories and journals. */
export const actorOf = ({ me }: Pick<Ctx, 'me'>): string =>
  me.kind === 'staff' ? me.name : me.kind === 'shopper' ? 'shopper' : 'system';
