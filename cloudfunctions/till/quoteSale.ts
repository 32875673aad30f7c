import { quoteSale } from '#shared/contracts/counter';
import { serve } from '../kit/serve';
import { choicesOf } from '../orders/checkout/couponChoices';
import { cartView } from '../orders/views/quoteView';
import { customerOf, decideSale, loadSale } from './wanted';

/** What the goods on the counter cost this customer, and why; the same decision `ringUp` takes. */
export const main = serve(quoteSale, async (input, ctx) => {
  const customer = customerOf(ctx, input);
  const loaded = await loadSale(ctx, input, customer, null);
  if (!loaded) return ctx.refuse('NOT_FOUND');
  const cart = decideSale(loaded, input, customer, ctx.now);
  return {
    quote: cartView(cart),
    couponIds: [...cart.quote.couponIds],
    coupons: customer?.agrees
      ? choicesOf(cart, ctx.now).map(
          ({ couponId, name, faceText, saveFen, usable, chosen, why }) => ({
            couponId,
            name,
            faceText,
            saveFen,
            usable,
            chosen,
            why,
          }),
        )
      : [],
    problems: [...cart.problems],
    canSell: cart.problems.length === 0,
  };
});
