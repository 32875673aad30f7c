import * as z from 'zod';

/** The files of `npm run quote`. What a hand-written file need not say has the default that changes nothing. */

const fen = z.int().min(0);
const count = z.int().min(1);
const bp = z.int().min(0).max(10_000);
const text = z.string().min(1);
const ids = z.array(text).default([]);
/** Epoch ms, or `2026-11-22T12:00:00+08:00`. */
const time = z.union(
  [z.int(), z.iso.datetime({ offset: true }).transform((said) => Date.parse(said))],
  { error: 'epoch ms, or a time like 2026-11-22T12:00:00+08:00' },
);
/** The last ms that a time can be: a rule without an end. */
const NEVER = 8.64e15;

const goods = z
  .strictObject({
    categoryIds: ids,
    skuIds: ids,
    exceptCategoryIds: ids,
    exceptSkuIds: ids,
  })
  .prefault({});
const scope = z
  .strictObject({
    goods,
    storeIds: ids,
    storeTags: ids,
    regionIds: ids,
    levelIds: ids,
    cardOnly: z.boolean().default(false),
    from: time.default(0),
    until: time.default(NEVER),
    hours: z
      .array(z.strictObject({ start: z.int().min(0).max(1440), end: z.int().min(1).max(2880) }))
      .default([]),
    weekdays: z.array(z.int().min(0).max(6)).default([]),
  })
  .prefault({});

const flags = { item: z.boolean(), order: z.boolean(), coupon: z.boolean() };
const stacking = z.strictObject(flags);
/** Best of: one item rule a line, which still counts for everything after it. */
const BEST_OF = { item: false, order: true, coupon: true };
const OPEN = { item: true, order: true, coupon: true };

const common = {
  id: text,
  version: z.int().min(0).default(1),
  name: text,
  scope,
  priority: z.int().default(0),
  exclusiveWith: ids,
  budgetLeftFen: fen.nullable().default(null),
  belowFloor: z.boolean().default(false),
  ownerStoreId: text.nullable().default(null),
};
const item = { ...common, group: z.string().default(''), stack: stacking.default(BEST_OF) };
const order = { ...common, group: text, stack: stacking.default(OPEN) };
const from = { fromFen: fen.default(0), fromQty: z.int().min(0).default(0) };
const gift = z.strictObject({
  skuId: text,
  title: text,
  qty: count,
  listedFen: fen,
  left: z.int().min(0).nullable().default(null),
});
const tiers = <T extends z.ZodRawShape>(more: T) =>
  z.array(z.strictObject({ ...from, ...more })).min(1);

const promotion = z.discriminatedUnion('type', [
  z
    .strictObject({
      ...item,
      type: z.literal('timed'),
      rateBp: bp.nullable().default(null),
      priceFen: fen.nullable().default(null),
      perOrder: count.nullable().default(null),
      leftBySku: z.record(text, z.int().min(0)).default({}),
    })
    .refine(({ rateBp, priceFen }) => (rateBp === null) !== (priceFen === null), {
      error: 'either rateBp or priceFen',
    }),
  z.strictObject({
    ...item,
    type: z.literal('nth'),
    nth: z.int().min(2).max(10),
    rateBp: bp,
    mixed: z.boolean().default(false),
  }),
  z.strictObject({
    ...order,
    type: z.literal('fullOff'),
    tiers: tiers({ offFen: fen }),
    loops: count.default(1),
  }),
  z.strictObject({
    ...order,
    type: z.literal('fullRate'),
    tiers: tiers({ rateBp: bp }),
    capFen: fen.nullable().default(null),
  }),
  z.strictObject({
    ...order,
    type: z.literal('fullGift'),
    tiers: tiers({ gifts: z.array(gift).min(1) }),
    loops: count.default(1),
  }),
  z.strictObject({ ...order, type: z.literal('freeFreight'), from: z.strictObject(from) }),
]);

const coupon = z
  .strictObject({
    couponId: text,
    templateId: text,
    version: z.int().min(0).default(1),
    name: text,
    kind: z.enum(['amount', 'percent', 'freight', 'exchange']),
    faceFen: fen.default(0),
    rateBp: bp.default(10_000),
    capFen: fen.nullable().default(null),
    exchange: z
      .strictObject({ qty: count, payFen: fen.default(0) })
      .nullable()
      .default(null),
    thresholdFen: fen.default(0),
    scope,
    stackGroup: text.default('goods'),
    withOrderRules: z.boolean().default(true),
    plainOnly: z.boolean().default(false),
    belowFloor: z.boolean().default(true),
    status: z.enum(['unused', 'locked', 'used', 'void']).default('unused'),
    online: z.boolean().default(true),
    offline: z.boolean().default(true),
  })
  .refine(({ kind, exchange }) => (kind === 'exchange') === (exchange !== null), {
    error: 'exchange belongs to coupons of kind exchange, and to all of them',
  });

const member = z.strictObject({
  memberId: text,
  levelId: z.string().default(''),
  levelName: z.string().default(''),
  levelRateBp: bp.nullable().default(null),
  card: z
    .strictObject({
      rateBp: bp.nullable().default(null),
      freeFreightLeft: z.int().min(0).nullable().default(null),
    })
    .nullable()
    .default(null),
  points: z
    .strictObject({ spendable: z.int().min(0) })
    .nullable()
    .default(null),
});

export const worldFile = z.strictObject({
  now: time,
  storeId: text,
  storeTags: ids,
  regionPath: ids,
  online: z.boolean().default(true),
  member: member.nullable().default(null),
  promotions: z.array(promotion).default([]),
  coupons: z.array(coupon).default([]),
  pointsRule: z
    .strictObject({
      fenPerPoint: z.int().min(0).default(1),
      maxBp: bp.default(5_000),
      earnBp: z.int().min(0).default(10_000),
      growthBp: z.int().min(0).default(10_000),
    })
    .prefault({}),
  freight: z
    .strictObject({
      feeFen: fen.default(0),
      freeFromFen: fen.nullable().default(null),
      judgedOn: z.enum(['afterCoupons', 'goods']).default('afterCoupons'),
      note: z.string().default('到店自提，免配送费'),
    })
    .prefault({}),
  policy: z
    .strictObject({
      pricingVersion: z.int().min(0).default(1),
      special: stacking.default(BEST_OF),
      level: z.strictObject({ ...flags, goods }).prefault(BEST_OF),
      card: z.strictObject({ ...flags, goods }).prefault(BEST_OF),
    })
    .prefault({}),
});

const line = z
  .strictObject({
    skuId: text,
    title: z.string().default(''),
    categoryIds: ids,
    qty: count.max(9_999),
    priceFen: fen,
    listPriceFen: fen.optional(),
    priceSource: z.enum(['list', 'store', 'dynamic']).default('list'),
    special: z
      .strictObject({
        priceFen: fen,
        from: time.default(0),
        until: time.default(NEVER),
        reason: z.string().default(''),
        left: z.int().min(0).nullable().default(null),
      })
      .nullable()
      .default(null),
    floorPriceFen: fen.default(0),
  })
  .transform((said) => ({
    ...said,
    title: said.title || said.skuId,
    listPriceFen: said.listPriceFen ?? said.priceFen,
  }));

export const cartFile = z.strictObject({
  lines: z
    .array(line)
    .refine((lines) => new Set(lines.map(({ skuId }) => skuId)).size === lines.length, {
      error: 'a SKU stands in two lines',
    }),
  choices: z
    .strictObject({
      coupons: z.union([z.literal('best'), z.array(text)]).default('best'),
      points: z.union([z.literal('most'), z.int().min(0)]).default(0),
      without: ids,
    })
    .prefault({}),
});
