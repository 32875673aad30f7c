import { remindCards } from '#shared/contracts/moneyTimers';
import { money } from '#shared/domain/money';
import { DAY_MS, dayOf } from '#shared/domain/time';
import { between } from '../kit/conditions';
import '../kit/notify';
import type { Ctx } from '../kit/ports';
import { serve } from '../kit/serve';
import { sweepAll } from './nightly/pages';
import { moneyRules } from './rules';

/** Tells holders once that their card is about to end, and what it has saved them. */
export const main = serve(remindCards, async (_input, ctx) => {
  const { card: plan } = await moneyRules(ctx);
  const until = ctx.now + plan.remindDays * DAY_MS;
  return sweepAll(ctx, 'assets', { 'card.to': between(ctx.now, until) }, async ({ _id, card }) =>
    card ? tell(ctx, _id, card.to, card.benefitUsedFen) : false,
  );
});

/** The mark is set before sending: dying in between loses a notice, which is better than telling twice. */
async function tell(ctx: Ctx, memberId: string, to: number, savedFen: number): Promise<boolean> {
  const member = await ctx.db.get('members', memberId);
  const mark = `cardEnds:${memberId}:${to}`;
  if (!member || !(await ctx.db.insert('consumed', { _id: mark, at: ctx.now }))) return false;
  const place = { collection: 'members', id: memberId, field: 'openid' } as const;
  try {
    return await ctx.notify.send({
      openid: ctx.seal.open(place, member.openid),
      template: 'cardEnding',
      page: 'pages/me/index',
      data: {
        thing1: '黑金卡',
        date2: dayOf(to),
        thing3: `这一年已为你省 ${money(savedFen)}`,
      },
    });
  } catch (error) {
    await ctx.db.remove('consumed', mark);
    throw error;
  }
}
