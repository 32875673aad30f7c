import { previewCart } from '#shared/contracts/orders';
import { oneOf } from '../kit/conditions';
import type { Db } from '../kit/ports';
import { serve } from '../kit/serve';
import { decideCart } from './checkout/decideCart';
import { loadCart, type HeldCoupon } from './checkout/loadCart';
import { choiceOf, isChoice, type CouponChoice } from './checkout/couponChoices';
import { quoteView, unsoldView } from './views/quoteView';
import { shopperOf } from '../kit/shopper';

/** The price of a cart and all that stands against ordering it; the same decision `placeOrder` takes. */
export const main = serve(previewCart, async (input, ctx) => {
  const { id: memberId } = shopperOf(ctx);
  const [{ store, ...loaded }, pocket] = await Promise.all([
    loadCart(ctx.db, memberId, input, { named: false }),
    loadPocket(ctx.db, memberId),
  ]);
  if (!store) return ctx.refuse('NOT_FOUND');
  const decide = (held: HeldCoupon | undefined) =>
    decideCart({ ...loaded, store }, input.mode, held, ctx.now);

  const plain = decide(undefined);
  const choices = pocket
    .filter((held) => isChoice(held, ctx.now))
    .map((held) => choiceOf(held, decide(held), plain))
    .sort(byBenefit);
  const best = input.bestCoupon ? choices.find(({ usable }) => usable) : undefined;
  const couponId = input.couponId ?? best?.couponId ?? null;
  const held = pocket.find(({ coupon }) => coupon._id === couponId);
  const cart = held ? decide(held) : plain;
  const problems = [...cart.problems];
  if (couponId !== null && !held)
    problems.push({ code: 'COUPON_UNUSABLE', text: '没有找到这张优惠券，请换一张' });

  return {
    quote: {
      ...quoteView(cart.quote),
      lines: [...quoteView(cart.quote).lines, ...cart.unsold.map(unsoldView)],
    },
    couponId: held ? couponId : null,
    coupons: choices,
    problems,
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

/** Coupons the member could use some time, with their terms. */
async function loadPocket(db: Db, memberId: string): Promise<HeldCoupon[]> {
  const where = { memberId, status: oneOf(['unused', 'locked']) };
  const coupons = await db.find('coupons', where, { sort: { validTo: 1 }, limit: 100 });
  if (coupons.length === 0) return [];
  const ids = [...new Set(coupons.map(({ templateId }) => templateId))];
  const templates = new Map((await db.getMany('couponTemplates', ids)).map((t) => [t._id, t]));
  return coupons.flatMap((coupon) => {
    const template = templates.get(coupon.templateId);
    return template ? [{ coupon, template }] : [];
  });
}

/** Usable first, then the greatest saving, then what expires first; the id settles ties. */
const byBenefit = (a: CouponChoice, b: CouponChoice): number =>
  Number(b.usable) - Number(a.usable) ||
  b.saveFen - a.saveFen ||
  a.validTo - b.validTo ||
  (a.couponId < b.couponId ? -1 : 1);
