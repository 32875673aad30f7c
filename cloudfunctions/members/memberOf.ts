import type { Ctx } from '../kit/ports';

/** The member who calls. The contracts here admit nobody else; the check keeps the types honest. */
export function memberOf(ctx: Pick<Ctx, 'me' | 'refuse'>): { id: string; openid: string } {
  if (ctx.me.kind !== 'shopper') return ctx.refuse('NOT_ALLOWED');
  return ctx.me;
}
