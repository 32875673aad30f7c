import type { Ctx } from '../kit/ports';

/** The shopper who calls; the contract admits nobody else. */
export const memberOf = ({ me, refuse }: Pick<Ctx, 'me' | 'refuse'>): string =>
  me.kind === 'shopper' ? me.id : refuse('NOT_ALLOWED');
