import type { Ctx } from '../kit/ports';
import { shopperOf } from '../kit/shopper';

/** Id of the member who calls. */
export const memberOf = (ctx: Pick<Ctx, 'me' | 'refuse'>): string => shopperOf(ctx).id;
