import { deleteMyAccount } from '#shared/contracts/privacy';
import { UNDECIDED } from '#shared/domain/aftersales/flow';
import { LIVE } from '#shared/domain/order';
import { noneOf, oneOf } from '../kit/conditions';
import type { Ctx } from '../kit/ports';
import { serve } from '../kit/serve';
import { shopperOf } from '../kit/shopper';

/** What stands where a name stood. */
const GONE = '已注销用户';

/**
 * Takes the person out of what is kept: phone, addresses, contacts, names. Orders and the ledger stay, the law and the
 * books need them, and lead to nobody any more. The address book and the member go in one transaction, orders before
 * it: cut short, the call is simply made again.
 */
export const main = serve(deleteMyAccount, async (_input, ctx) => {
  const { id } = shopperOf(ctx);
  await mayGo(ctx, id);
  await ctx.db.updateWhere(
    'orders',
    { memberId: id, status: noneOf(LIVE) },
    { set: { contact: null, phoneIdx: null, phoneMasked: '', customer: GONE, remark: '' } },
  );
  await ctx.db.updateWhere('afterSales', { memberId: id }, { set: { customer: GONE, note: '' } });
  return ctx.write(async (tx) => {
    const member = await tx.get('members', id);
    const assets = await tx.get('assets', id);
    if ((assets?.wallet.principalFen ?? 0) > 0) return ctx.refuse('WALLET_LEFT');
    if (member)
      await tx.update('members', id, {
        set: { nickname: GONE, lastStoreId: null, deletedAt: ctx.now },
        unset: ['phone', 'phoneIdx', 'phoneMasked', 'staffId'],
      });
    await tx.remove('addressBooks', id);
    return { deletedAt: ctx.now };
  });
});

/** Refuses while something is under way that needs the person. */
async function mayGo(
  ctx: Ctx<'OPEN_ORDERS' | 'OPEN_CASES' | 'WALLET_LEFT' | 'IS_STAFF'>,
  id: string,
): Promise<void> {
  const [orders, cases, assets, member] = await Promise.all([
    ctx.db.count('orders', { memberId: id, status: oneOf(LIVE) }),
    ctx.db.count('afterSales', { memberId: id, status: oneOf(UNDECIDED) }),
    ctx.db.get('assets', id),
    ctx.db.get('members', id),
  ]);
  if (orders > 0) return ctx.refuse('OPEN_ORDERS');
  if (cases > 0) return ctx.refuse('OPEN_CASES');
  if ((assets?.wallet.principalFen ?? 0) > 0) return ctx.refuse('WALLET_LEFT');
  const staff = member?.staffId ? await ctx.db.get('staff', member.staffId) : undefined;
  if (staff?.status === 'active' && staff.openidIdx !== null) return ctx.refuse('IS_STAFF');
}
