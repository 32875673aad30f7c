import { sum } from '#shared/domain/money';
import type { OutboxDoc, PromoDayDoc } from '#shared/model/docs';
import type { EventPayloads } from '#shared/model/events';
import type { Ctx, Tx } from '../kit/ports';
import { takeOnce } from '../kit/takeOnce';

/** What one event says a rule or coupon has given. */
interface Entry {
  readonly eventId: string;
  readonly storeId: string;
  readonly day: string;
  readonly salesFen: number;
  readonly rules: readonly { readonly ruleId: string; readonly fen: number }[];
  readonly coupons: readonly { readonly templateId: string; readonly fen: number }[];
}
/** Events of one transaction. */
const BATCH = 20;

/** Written by `emit` with exactly these shapes, hence the casts. */
function entryOf({ _id, type, payload }: OutboxDoc): Entry | undefined {
  if (type === 'order.paid') {
    const paid = payload as unknown as EventPayloads['order.paid'];
    const spend = paid.spend ?? [];
    if (spend.length === 0) return undefined;
    return {
      eventId: _id,
      storeId: paid.storeId,
      day: paid.day,
      salesFen: paid.payableFen,
      rules: spend.filter(({ couponId }) => couponId === null),
      coupons: spend.flatMap(({ couponId, ruleId, fen }) =>
        couponId === null ? [] : [{ templateId: ruleId, fen }],
      ),
    };
  }
  if (type === 'coupon.redeemed') {
    const used = payload as unknown as EventPayloads['coupon.redeemed'];
    const coupons = [{ templateId: used.templateId, fen: used.saveFen }];
    const { storeId, day, billFen } = used;
    return { eventId: _id, storeId, day, salesFen: billFen, rules: [], coupons };
  }
  return undefined;
}

/**
 * Counts what campaigns and coupons have given, each event once: mark and sums are one transaction. Away from
 * the checkout, so that no order waits for a counter. Answers the events that could not be counted, with why.
 */
export async function tally(
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  events: readonly OutboxDoc[],
): Promise<Map<string, unknown>> {
  const failed = new Map<string, unknown>();
  const entries = events.flatMap((event) => entryOf(event) ?? []);
  for (let at = 0; at < entries.length; at += BATCH) {
    const batch = entries.slice(at, at + BATCH);
    try {
      await db.transaction(async (tx) => {
        const fresh = await takeOnce(tx, 'tally', batch, now);
        await countRules(tx, fresh);
        await countCoupons(tx, fresh);
      });
    } catch (error) {
      for (const { eventId } of batch) failed.set(eventId, error);
    }
  }
  return failed;
}

async function countRules(tx: Tx, entries: readonly Entry[]): Promise<void> {
  const gave = entries.flatMap(({ day, rules }) =>
    rules.filter(isPromotion).map(({ ruleId }) => `${ruleId}:${day}`),
  );
  if (gave.length === 0) return;
  const known = await tx.getMany('promoDays', [...new Set(gave)]);
  const days = new Map<string, PromoDayDoc>(known.map((day) => [day._id, day]));
  for (const { storeId, day, salesFen, rules } of entries)
    for (const { ruleId: promotionId, fen } of rules.filter(isPromotion)) {
      const _id = `${promotionId}:${day}`;
      const before = days.get(_id) ?? noDay(promotionId, day);
      const shop = before.stores[storeId] ?? { orders: 0, givenFen: 0 };
      days.set(_id, {
        ...before,
        orders: before.orders + 1,
        givenFen: before.givenFen + fen,
        salesFen: before.salesFen + salesFen,
        stores: {
          ...before.stores,
          [storeId]: { orders: shop.orders + 1, givenFen: shop.givenFen + fen },
        },
      });
    }
  for (const day of days.values()) await tx.set('promoDays', day);
}

const noDay = (promotionId: string, day: string): PromoDayDoc => ({
  _id: `${promotionId}:${day}`,
  promotionId,
  day,
  orders: 0,
  givenFen: 0,
  salesFen: 0,
  stores: {},
});

/** Specials, levels and the card have no campaign; their rule ids are words, with or without a colon. */
const isPromotion = ({ ruleId }: { readonly ruleId: string }): boolean => ruleId.startsWith('pr_');

async function countCoupons(tx: Tx, entries: readonly Entry[]): Promise<void> {
  const coupons = entries.flatMap((entry) => entry.coupons);
  for (const templateId of new Set(coupons.map((coupon) => coupon.templateId))) {
    const mine = coupons.filter((coupon) => coupon.templateId === templateId);
    const inc = { used: mine.length, usedFen: sum(mine.map(({ fen }) => fen)) };
    await tx.update('couponTemplates', templateId, { inc });
  }
}
