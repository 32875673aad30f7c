import { topUpAtTill } from '#shared/contracts/assetsDesk';
import { HQ, accounts, entry } from '#shared/domain/membership/ledger';
import { plusLot, roomFor, topUpOf } from '#shared/domain/membership/topUp';
import type { TopUpDoc } from '#shared/model/docs';
import { serve } from '../kit/serve';
import { moveCashIn } from '../till/drawer';
import { mySession } from '../till/session';
import { assetsIn, book, keepAssets } from './books';
import { bonusLegs, lotFrom } from './payments/bookAssetPayment';
import { moneyRules } from './rules';
import { walletView } from './views/assetView';

/** Money handed over at the till becomes balance at once; the shop keeps it and owes it to the member. */
export const main = serve(topUpAtTill, async (input, ctx) => {
  const { storeId, memberId, via, tillRef } = input;
  if (via === 'other' && tillRef === '') return ctx.refuse('REF_MISSING');
  const [rules, member, mine] = await Promise.all([
    moneyRules(ctx),
    ctx.db.get('members', memberId),
    via === 'cash' ? mySession(ctx, storeId) : undefined,
  ]);
  if (!member) return ctx.refuse('NOT_FOUND');
  const wanted = topUpOf(rules.wallet, input);
  if (!wanted) return ctx.refuse('NO_SUCH_PLAN');
  const _id = ctx.derive('tu', 'till', ctx.me.id, input.requestId);
  const by = ctx.me.kind === 'staff' ? ctx.me.name : ctx.me.kind;

  return ctx.write(async (tx) => {
    const before = await assetsIn(tx, memberId, rules);
    const roomFen = roomFor(before, rules.wallet);
    if (wanted.payFen + wanted.bonusFen > roomFen)
      return ctx.refuse('OVER_CAP', { detail: { roomFen } });
    const topUp: TopUpDoc = {
      _id,
      memberId,
      storeId,
      via,
      ...wanted,
      bonusBy: rules.wallet.bonusBy === 'store' ? storeId : HQ,
      status: 'done',
      tillRef,
      by,
      refundFen: 0,
      refundReason: '',
      createdAt: ctx.now,
      doneAt: ctx.now,
    };
    const after = plusLot(before, lotFrom(topUp, ctx.now));
    await keepAssets(tx, before, after, ctx.now);
    await tx.insert('topUps', topUp);
    await book(
      tx,
      `topUp:${_id}`,
      [
        ...entry(accounts.cash(storeId), -wanted.payFen, storeId),
        ...entry(accounts.principal(memberId), wanted.payFen, storeId),
        ...bonusLegs(topUp),
      ],
      { at: ctx.now, memberId, storeId, text: '门店充值' },
    );
    // Cash lies in the drawer of who took it, where they have one open.
    const drawer = mine && (await tx.get('tillSessions', mine._id));
    if (drawer?.status === 'open') {
      const move = { fen: wanted.payFen, ref: _id, text: `${member.nickname} 充值`, by };
      await moveCashIn(tx, drawer, { kind: 'topUp', ...move }, ctx.now);
    }
    tx.audit({
      target: 'topUps',
      targetId: _id,
      storeId,
      before: null,
      after: { memberId, via, payFen: wanted.payFen, bonusFen: wanted.bonusFen, tillRef },
    });
    const { payFen, bonusFen } = wanted;
    return { topUpId: _id, payFen, bonusFen, wallet: walletView(after) };
  });
});
