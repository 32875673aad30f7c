import type { Ctx } from './ports';

/** The shopper who calls. The contract admits nobody else; the check keeps the types honest. */
export function shopperOf(ctx: Pick<Ctx, 'me' | 'refuse'>): { id: string; openid: string } {
  if (ctx.me.kind !== 'shopper') return ctx.refuse('NOT_ALLOWED');
  return ctx.me;
}
