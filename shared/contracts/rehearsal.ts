import * as z from 'zod';
import { campaignHq, viewers } from './campaigns';
import { defineCall } from './kit';
import { Count, Fen, Id, SignedFen, Time } from './shapes';

const Worst = z.object({
  orderId: Id,
  orderNo: z.string(),
  storeName: z.string(),
  withoutFen: Fen,
  withFen: Fen,
  costFen: Fen,
  why: z.string(),
});

export const rehearseCampaign = defineCall('rehearseCampaign', {
  ...campaignHq,
  title: '演练活动',
  who: viewers,
  timeoutS: 20,
  input: z.object({
    campaignId: Id,
    version: z.int(),
    /** Begins anew although there is a finished rehearsal of this version. */
    again: z.boolean().default(false),
  }),
  /** Works on a page of last week's orders; to be called again until `done`. */
  output: z.object({
    done: z.boolean(),
    from: Time,
    until: Time,
    /** Orders looked at, of about so many. */
    seen: Count,
    total: Count,
    touched: Count,
    /** Without and with the campaign, fen. */
    salesFen: Fen,
    salesWithFen: Fen,
    /** What the campaign costs: money not taken and gifts given. */
    extraFen: SignedFen,
    marginFen: SignedFen,
    marginWithFen: SignedFen,
    /** Lines the campaign brings below floor or cost that were not there without it. */
    belowFloorLines: Count,
    belowCostLines: Count,
    rules: z.array(
      z.object({
        ruleId: Id,
        text: z.string(),
        orders: Count,
        givenFen: Fen,
        budgetFen: Fen.nullable(),
        /** Days until the budget is gone at this pace; null without a budget or when it is never used. */
        daysOfBudget: z.number().nullable(),
        forecastFen: Fen,
      }),
    ),
    /** Live rules that give less beside the campaign. */
    conflicts: z.array(z.object({ ruleId: Id, name: z.string(), orders: Count, lostFen: Fen })),
    worst: z.array(Worst),
  }),
  errors: { STALE: '这个活动刚被别人改过，请刷新后再演练' },
});
