import type { Collection } from './docs';

type Key = string | `-${string}`;
const index = (...keys: Key[]) => ({
  name: keys.map((k) => k.replace('-', 'd_').replaceAll('.', '_')).join('__'),
  keys: keys.map((k) =>
    k.startsWith('-')
      ? { field: k.slice(1), direction: -1 as const }
      : k.endsWith('@')
        ? { field: k.slice(0, -1), direction: '2dsphere' as const }
        : { field: k, direction: 1 as const },
  ),
});

/** Indexes by collection; deployment and the local CloudBase create them before anything is written. */
const indexes: Record<Collection, readonly ReturnType<typeof index>[]> = {
  stores: [index('loc@'), index('status')],
  categories: [],
  skus: [index('categoryId'), index('spuId'), index('status')],
  barcodes: [],
  listings: [index('storeId', 'onShelf'), index('skuId')],
  stock: [index('storeId'), index('skuId'), index('holds.at')],
  stockMoves: [index('storeId', 'skuId', '-at'), index('storeId', '-at')],
  stockDocs: [index('storeId', '-at'), index('state', '-at')],
  stockLots: [index('storeId')],
  stockCounts: [index('storeId', '-createdAt'), index('-createdAt'), index('status')],
  countLines: [index('countId')],
  members: [index('phoneIdx'), index('nickname'), index('-createdAt')],
  addressBooks: [],
  staff: [index('openidIdx'), index('uid'), index('phoneIdx'), index('grants.scopeId')],
  staffInvites: [],
  couponTemplates: [index('status'), index('ownerStoreId', '-createdAt')],
  couponClaims: [index('memberId')],
  coupons: [
    index('memberId', 'status'),
    index('status', 'lockedAt'),
    index('status', 'validTo'),
    index('templateId', 'status'),
  ],
  redemptions: [index('storeId', '-at'), index('templateId', '-at')],
  couponGrants: [index('templateId', '-createdAt'), index('-createdAt'), index('status')],
  campaigns: [index('liveUntil'), index('-updatedAt'), index('ownerStoreId', '-updatedAt')],
  campaignVersions: [index('campaignId', '-version')],
  campaignRequests: [index('storeId', '-createdAt'), index('status', '-createdAt')],
  promoBudgets: [index('until'), index('holds.at')],
  promoDays: [index('promotionId', 'day')],
  rehearsals: [index('campaignId')],
  orders: [
    index('memberId', '-createdAt'),
    index('storeId', 'status', '-createdAt'),
    index('status', 'payBefore'),
    index('no'),
    index('phoneIdx'),
    index('pickupCodeIdx'),
    index('-createdAt'),
  ],
  payments: [index('orderId')],
  refunds: [index('status', 'nextTryAt'), index('orderId')],
  afterSales: [
    index('memberId', '-createdAt'),
    index('storeId', 'status', '-createdAt'),
    index('status', 'respondBy'),
    index('orderId'),
    index('no'),
    index('-createdAt'),
  ],
  outbox: [index('status', 'nextTryAt')],
  consumed: [],
  salesDays: [index('day'), index('storeId', '-day')],
  demand: [index('storeId'), index('skuId')],
  forecasts: [index('storeId')],
  forecastLog: [index('storeId')],
  forecastScores: [index('day')],
  forecastModels: [],
  alerts: [index('storeId', 'status'), index('status')],
  transfers: [index('fromStoreId', 'status'), index('toStoreId', 'status'), index('-createdAt')],
  suggestionRuns: [index('-at')],
  replenishes: [index('storeId', '-createdAt'), index('status')],
  priceChanges: [index('skuId', '-at')],
  priceProposals: [index('status', '-at'), index('storeId', 'status', '-at'), index('-at')],
  competitorPrices: [index('skuId'), index('-seenAt')],
  assortment: [],
  assortmentChoices: [index('storeId', '-at'), index('-at')],
  auditLogs: [
    index('-at'),
    index('call', '-at'),
    index('targetId', '-at'),
    index('storeId', '-at'),
  ],
  requests: [],
  jobs: [],
  counters: [],
  settings: [],
  assets: [
    index('holds.at'),
    index('points.lots.expireAt'),
    index('levelUntil'),
    index('card.to'),
    index('levelId'),
  ],
  orderAssets: [index('status', 'matureAt'), index('memberId', '-at')],
  ledgerTxns: [index('memberId', '-at'), index('day'), index('storeId', '-at')],
  pointEntries: [index('memberId', 'tabs', '-at')],
  pointAdjustments: [index('state', '-at'), index('memberId', 'state')],
  topUps: [
    index('memberId', '-createdAt'),
    index('status', 'createdAt'),
    index('storeId', '-createdAt'),
  ],
  cardSales: [index('memberId', '-createdAt'), index('status', 'createdAt')],
  ledgerDays: [index('day')],
  settlements: [index('-period'), index('storeId', '-period')],
  alarms: [index('status', '-lastAt')],
};

export const collections = Object.entries(indexes).map(([name, specs]) => ({
  name,
  indexes: specs,
}));
