import { previewCart } from '#shared/contracts/orders';
import { serve } from '../kit/serve';
import { shopperOf } from '../kit/shopper';
import { choicesOf } from './checkout/couponChoices';
import { decideCart } from './checkout/decideCart';
import { loadCart } from './checkout/loadCart';
import { cartView } from './views/quoteView';

/** The price of a cart and all that stands against ordering it; the same decision `placeOrder` takes. */
export const main = serve(previewCart, async (input, ctx) => {
  const { id: memberId } = shopperOf(ctx);
  const loaded = await loadCart(ctx, memberId, input, { orderId: null, couponIds: null });
  if (!loaded) return ctx.refuse('NOT_FOUND');
  const { store } = loaded;
  const cart = decideCart(loaded, memberId, input, ctx.now);
  const { rights, quote, problems } = cart;
  return {
    quote: cartView(cart),
    couponIds: [...quote.couponIds],
    coupons: choicesOf(cart, ctx.now),
    member: {
      levelName: rights.levelName,
      card: rights.card !== null,
      points: rights.points.spendable,
      walletFen: rights.wallet.principalFen + rights.wallet.bonusFen,
    },
    problems: [...problems],
    canPlace: problems.length === 0,
    readyAt: cart.readyAt,
    store: {
      storeId: store._id,
      name: store.name,
      address: store.address,
      openNow: cart.openNow,
    },
  };
});
