import { planPurchase } from '#shared/contracts/purchasing';
import { serve } from '../kit/serve';
import { planPurchases } from './plan';

/** Tonight's drafts: what all shops need, supplier by supplier. */
export const main = serve(planPurchase, (_input, ctx) => planPurchases(ctx));
