import { topUp } from '#shared/contracts/assets';
import type { Err, Parsed } from '#shared/contracts/kit';
import { HQ } from '#shared/domain/membership/ledger';
import { roomFor, topUpOf } from '#shared/domain/membership/topUp';
import type { TopUpDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';
import { serve } from '../kit/serve';
import { shopperOf } from '../kit/shopper';
import { emptyAssets } from './books';
import { PAY_WITHIN_MS, openPayment } from './payments/openPayment';
import { moneyRules } from './rules';

type Call = Ctx<Err<typeof topUp>>;
type Input = Parsed<typeof topUp>;

/**
 * Money for the wallet through WeChat Pay. The top-up's id comes from member and requestId: a retried tap opens
 * the same payment again. The balance moves when the payment company says so, in `bookAssetPayment`.
 */
export const main = serve(topUp, async (input, ctx) => {
  const { id: memberId, openid } = shopperOf(ctx);
  const _id = ctx.derive('tu', 'topUp', memberId, input.requestId);
  const doc = (await earlier(ctx, _id, input)) ?? (await create(ctx, _id, memberId, input));
  const { payFen, bonusFen, createdAt, status } = doc;
  const told = { topUpId: _id, payFen, bonusFen };
  if (status !== 'created' && status !== 'closed') return { ...told, paid: true, payment: null };
  if (status === 'closed' || ctx.now >= createdAt + PAY_WITHIN_MS) return ctx.refuse('CLOSED');
  const opened = await openPayment(ctx, {
    purpose: 'topUp',
    id: _id,
    memberId,
    openid,
    amountFen: payFen,
    description: '储值充值',
    createdAt,
  });
  if (opened === null) return ctx.refuse('PAY_UNAVAILABLE');
  return opened === 'paid'
    ? { ...told, paid: true, payment: null }
    : { ...told, paid: false, payment: opened };
});

/** The top-up of this very request, if it was made before. */
async function earlier(ctx: Call, id: string, input: Input): Promise<TopUpDoc | undefined> {
  const doc = await ctx.db.get('topUps', id);
  if (!doc) return undefined;
  const same =
    (input.planId ?? null) === doc.planId &&
    (input.planId !== undefined || input.amountFen === doc.payFen);
  return same ? doc : ctx.refuse('REQUEST_REUSED');
}

async function create(ctx: Call, _id: string, memberId: string, input: Input): Promise<TopUpDoc> {
  const [rules, assets, store] = await Promise.all([
    moneyRules(ctx),
    ctx.db.get('assets', memberId),
    input.storeId === undefined ? undefined : ctx.db.get('stores', input.storeId),
  ]);
  const wanted = topUpOf(rules.wallet, input);
  if (!wanted) return ctx.refuse('NO_SUCH_PLAN');
  const roomFen = roomFor(assets ?? emptyAssets(memberId, rules), rules.wallet);
  if (wanted.payFen + wanted.bonusFen > roomFen)
    return ctx.refuse('OVER_CAP', { detail: { roomFen } });
  const storeId = store?._id ?? HQ;
  const doc: TopUpDoc = {
    _id,
    memberId,
    storeId,
    via: 'wechat',
    ...wanted,
    bonusBy: rules.wallet.bonusBy === 'store' ? storeId : HQ,
    status: 'created',
    tillRef: '',
    by: 'shopper',
    refundFen: 0,
    refundReason: '',
    createdAt: ctx.now,
    doneAt: null,
  };
  return (await ctx.db.insert('topUps', doc))
    ? doc
    : ((await ctx.db.get('topUps', _id)) ?? ctx.refuse('CONFLICT'));
}
