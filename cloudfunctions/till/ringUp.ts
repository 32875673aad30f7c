import { ringUp } from '#shared/contracts/counter';
import type { Err } from '#shared/contracts/kit';
import { changeOf } from '#shared/domain/till';
import type { OrderDoc, PosSale } from '#shared/model/docs';
import { policyNow } from '../aftersales/policies';
import { digest } from '../kit/canonical';
import type { Ctx } from '../kit/ports';
import { serve } from '../kit/serve';
import { actorOf } from '../orders/actor';
import { isBurnt } from '../orders/checkout/burn';
import { claimGoods } from '../orders/checkout/claimGoods';
import type { Cart, Problem } from '../orders/checkout/decideCart';
import { newOrder } from '../orders/checkout/newOrder';
import { tellSoon } from '../orders/tellSoon';
import { payCash } from './payCash';
import { payCode } from './payCode';
import { saleView } from './saleView';
import { openSessionIn } from './session';
import { customerOf, decideSale, loadSale, spends } from './wanted';

type Call = Ctx<Err<typeof ringUp>>;

/**
 * A sale over the counter. As with an order: read, claim everything by guarded updates, insert the order; then
 * the money, and in the transaction that books it the goods are gone. The order's id comes from cashier and
 * requestId, so a tap that is sent again finds its own sale: what is paid is answered, what is open goes on.
 */
export const main = serve(ringUp, async (input, ctx) => {
  const orderId = ctx.derive('o', 'ringUp', ctx.me.id, input.requestId);
  const bodyHash = digest(input);
  const before = await ctx.db.get('orders', orderId);
  const order = before ?? (await place());
  if (isBurnt(order)) return ctx.refuse('CONFLICT', { message: '这次没有收成，请重新收银' });
  if (order.bodyHash !== bodyHash) return ctx.refuse('REQUEST_REUSED');
  if (order.status === 'cancelled') return ctx.refuse('NOT_PAID');
  if (order.status !== 'pendingPay') return saleView(order);
  const { tender } = input;
  const sold =
    tender.by === 'wechat' ? await payCode(ctx, order, tender.authCode) : await payCash(ctx, order);
  if (sold.status === 'completed') await tellSoon(ctx);
  return saleView(sold);

  async function place(): Promise<OrderDoc> {
    const customer = customerOf(ctx, input);
    if (spends(input) && customer?.agrees !== true) return ctx.refuse('CONSENT');
    const [loaded, { version: policyVersion }] = await Promise.all([
      loadSale(ctx, input, customer, orderId),
      policyNow(ctx),
    ]);
    if (!loaded) return ctx.refuse('NOT_FOUND');
    const cart = decideSale(loaded, input, customer, ctx.now);
    check(ctx, cart, input.expectedPayableFen);
    const draft = newOrder(
      cart,
      {
        orderId,
        holdId: ctx.newId('h'),
        bodyHash,
        memberId: customer?.memberId ?? '',
        customer: customer ? (loaded.member?.nickname ?? '') : '散客',
        policyVersion,
        now: ctx.now,
        pos: await posOf(ctx, cart, input),
      },
      null,
      '',
    );
    const outcome = await claimGoods(ctx.db, draft, cart, ctx.now);
    const { refused } = outcome;
    // A sale over the counter takes no delivery slot.
    if (refused === 'SLOT_FULL') return ctx.refuse('BUSY');
    if (refused !== null) return ctx.refuse(refused, outcome.more);
    return outcome.order;
  }
});

function check(ctx: Call, { problems, quote }: Cart, expectedFen: number): void {
  const [problem] = problems;
  const { payableFen } = quote.totals;
  if (problem)
    ctx.refuse(codeOf(problem), { message: problem.text, detail: { problems: [...problems] } });
  if (payableFen !== expectedFen)
    ctx.refuse('PRICE_CHANGED', { detail: { expectedFen, payableFen } });
}

/** Delivery's problems cannot stand against a sale over the counter. */
function codeOf({ code }: Problem) {
  if (code === 'OUT_OF_AREA' || code === 'BELOW_MINIMUM' || code === 'ADDRESS_MISSING')
    return 'STORE_CLOSED';
  return code;
}

/** How the rest that wallet and points do not pay is taken. Cash needs the caller's own open drawer. */
async function posOf(
  ctx: Call,
  { quote, store }: Cart,
  { sessionId, tender }: { sessionId: string | null; tender: Tender },
): Promise<PosSale> {
  const { providerFen } = quote.tender;
  if (providerFen === 0 && tender.by !== 'none') return ctx.refuse('NOTHING_DUE');
  if (providerFen > 0 && tender.by === 'none') return ctx.refuse('MONEY_DUE');
  const sale = { sessionId, cashierId: ctx.me.id, cashier: actorOf(ctx), by: tender.by };
  if (tender.by !== 'cash') return { ...sale, sessionId: await ownOrNone(), givenFen: 0 };
  if (changeOf(providerFen, tender.givenFen) === null) return ctx.refuse('TOO_LITTLE');
  if (sessionId === null) return ctx.refuse('TILL_CLOSED');
  const session = await openSessionIn(ctx.db, drawerRefusals(ctx), store._id, sessionId);
  if (session.cashierId !== ctx.me.id) return ctx.refuse('TILL_CLOSED');
  return { ...sale, givenFen: tender.givenFen };

  /** Sales without cash count in the session where there is one. */
  async function ownOrNone(): Promise<string | null> {
    const session = sessionId === null ? undefined : await ctx.db.get('tillSessions', sessionId);
    return session?.storeId === store._id && session.cashierId === ctx.me.id ? session._id : null;
  }
}
type Tender =
  | { readonly by: 'cash'; readonly givenFen: number }
  | { readonly by: 'wechat'; readonly authCode: string }
  | { readonly by: 'none' };

/** A session that is not there or shut is one and the same to who wants to put cash into it. */
const drawerRefusals = (ctx: Call) => ({ refuse: (): never => ctx.refuse('TILL_CLOSED') });
