import { SECOND_PERSON_FEN } from '#shared/domain/stocktake/flow';
import type { Ctx } from '../kit/ports';

export interface StockPolicy {
  /** Corrections worth more at cost need a second person, fen. */
  readonly secondPersonFen: number;
}
export const STOCK_POLICY = 'stockPolicy';

/** What HQ allows a shop to correct alone; the built-in limit until HQ sets one. */
export async function stockPolicy(ctx: Pick<Ctx, 'db'>): Promise<StockPolicy> {
  const kept = await ctx.db.get('settings', STOCK_POLICY);
  const value = kept?.value as Partial<StockPolicy> | undefined;
  return { secondPersonFen: value?.secondPersonFen ?? SECOND_PERSON_FEN };
}
