import * as z from 'zod';
import { Fen, Id, Text } from './shapes';

/** Basis points of what is paid: 9500 = 95折. */
const RateBp = z.int().min(1_000).max(10_000).nullable();
const Rights = z.array(Text(30)).max(8);

export const LevelForm = z.object({
  levelId: Id,
  name: Text(12),
  growthMin: z.int().min(0).max(10_000_000),
  rateBp: RateBp,
  /** 10000 = as many points as the rule says, 20000 = twice. */
  pointsBp: z.int().min(10_000).max(100_000),
  rights: Rights,
});

export const PointsForm = z.object({
  /** What one point pays. */
  fenPerPoint: z.int().min(1).max(100),
  /** Of the goods after coupons at most this part. */
  maxBp: z.int().min(0).max(10_000),
  earnBp: z.int().min(0).max(100_000),
  growthBp: z.int().min(0).max(100_000),
  /** Days after hand-over until earned points can be spent. */
  pendingDays: z.int().min(0).max(60),
  validMonths: z.int().min(1).max(60),
  reviewGrowth: z.int().min(0).max(1_000),
  shareGrowth: z.int().min(0).max(1_000),
  reviewsADay: z.int().min(0).max(50),
  sharesADay: z.int().min(0).max(50),
});

export const WalletForm = z.object({
  plans: z
    .array(
      z.object({
        planId: Id,
        payFen: Fen.min(100),
        bonusFen: Fen,
      }),
    )
    .max(12)
    .refine((plans) => new Set(plans.map(({ planId }) => planId)).size === plans.length),
  minFen: Fen,
  maxFen: Fen,
  /** 单用途商业预付卡管理办法: a named card holds at most ¥5,000. */
  capFen: Fen.max(500_000),
  bonusBy: z.enum(['hq', 'store']),
});

export const CardPlanForm = z.object({
  priceFen: Fen.min(100),
  rateBp: RateBp,
  freeFreightPerMonth: z.int().min(0).max(1_000).nullable(),
  remindDays: z.int().min(0).max(60),
  rights: Rights,
});
