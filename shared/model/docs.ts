import type {
  AssortmentChoiceDoc,
  AssortmentDoc,
  CompetitorPriceDoc,
  PriceProposalDoc,
} from './advice';
import type { AfterSaleDoc } from './aftersales';
import type { PromoBudgetDoc } from './budgets';
import type {
  AlarmDoc,
  AssetDoc,
  CardSaleDoc,
  LedgerDayDoc,
  LedgerTxnDoc,
  OrderAssetsDoc,
  PointAdjustmentDoc,
  PointEntryDoc,
  SettlementDoc,
  TopUpDoc,
} from './assets';
import type { BarcodeDoc, CategoryDoc, ListingDoc, PriceChangeDoc, SkuDoc } from './catalog';
import type {
  CouponClaimDoc,
  CouponDoc,
  CouponGrantDoc,
  CouponTemplateDoc,
  RedemptionDoc,
} from './coupons';
import type { ForecastDoc, ForecastLogDoc, ForecastModelDoc, ForecastScoreDoc } from './forecast';
import type { OrderDoc, PaymentDoc, RefundDoc } from './orders';
import type { AddressBookDoc, HqLoginDoc, MemberDoc, StaffDoc, StaffInviteDoc } from './people';
import type {
  CampaignDoc,
  CampaignRequestDoc,
  CampaignVersionDoc,
  PromoDayDoc,
  RehearsalDoc,
} from './promotions';
import type { RegionDoc } from './regions';
import type {
  AlertDoc,
  CountLineDoc,
  DemandDoc,
  StockCountDoc,
  StockDoc,
  StockDocDoc,
  StockLotsDoc,
  StockMoveDoc,
} from './stock';
import type { SlotDoc, StoreDoc } from './stores';
import type { CashMoveDoc, PrintDoc, TillDoc, TillSessionDoc } from './tills';
import type { RosterDoc, ShiftSwapDoc, ShiftWeekDoc } from './roster';
import type { PurchaseDoc, SupplierDoc, SupplierSkuDoc } from './purchasing';
import type { ReplenishDoc, SuggestionRunDoc, TransferDoc } from './supply';
import type {
  AuditDoc,
  AuditHeadDoc,
  AuditProofDoc,
  ChainDayDoc,
  ConsumedDoc,
  CounterDoc,
  JobDoc,
  OutboxDoc,
  RequestDoc,
  SalesDayDoc,
  SettingDoc,
} from './system';

/**
 * The documents of every collection. Money in fen, times in epoch ms, positions in GCJ-02.
 * `_id`s are deterministic wherever a duplicate must be impossible (the pattern stands beside each).
 */
export type {
  CategoryDoc,
  SkuDoc,
  BarcodeDoc,
  Special,
  ListingDoc,
  PriceChangeDoc,
} from './catalog';
export type {
  AssortmentChoiceDoc,
  AssortmentDoc,
  AssortmentLine,
  CompetitorPriceDoc,
  PriceProposalDoc,
} from './advice';
export type { AfterSaleDoc, CaseGift, CaseLine } from './aftersales';
export type { BudgetHold, PromoBudgetDoc } from './budgets';
export type {
  CouponTemplateDoc,
  CouponClaimDoc,
  CouponDoc,
  CouponGrantDoc,
  RedemptionDoc,
} from './coupons';
export type {
  OrderLineDoc,
  OrderStatus,
  PosSale,
  OrderTotals,
  OrderDoc,
  PaymentDoc,
  RefundDoc,
} from './orders';
export type {
  CampaignPlace,
  CampaignPlan,
  CampaignDoc,
  CampaignVersionDoc,
  CampaignRequestDoc,
  LivePlan,
  PromoDayDoc,
  RehearsalDoc,
  Signed,
} from './promotions';
export type {
  MemberDoc,
  AddressBookDoc,
  StaffDoc,
  Grant,
  HqLoginDoc,
  StaffInviteDoc,
} from './people';
export type {
  Hold,
  StockDoc,
  StockLotsDoc,
  StockMoveDoc,
  StockDocDoc,
  StockCountDoc,
  CountLineDoc,
  AlertDoc,
  DemandDoc,
} from './stock';
export type { SlotDoc, StoreDoc } from './stores';
export type { RosterDoc, ShiftSwapDoc, ShiftWeekDoc } from './roster';
export type { CashMoveDoc, PrintDoc, TillDoc, TillSessionDoc } from './tills';
export type { PurchaseDoc, PurchaseLineDoc, SupplierDoc, SupplierSkuDoc } from './purchasing';
export type { TransferDoc, SuggestionRunDoc, ReplenishDoc } from './supply';
export type { ForecastDoc, ForecastLogDoc, ForecastModelDoc, ForecastScoreDoc } from './forecast';
export type {
  OutboxDoc,
  ConsumedDoc,
  SalesDayDoc,
  ChainDayDoc,
  AuditDoc,
  AuditHeadDoc,
  AuditProofDoc,
  RequestDoc,
  JobDoc,
  CounterDoc,
  SettingDoc,
} from './system';
export type {
  AlarmDoc,
  AssetDoc,
  CardSaleDoc,
  LedgerDayDoc,
  LedgerTxnDoc,
  OrderAssetsDoc,
  PointAdjustmentDoc,
  PointEntryDoc,
  SettlementDoc,
  TopUpDoc,
} from './assets';
export type { Sealed, BlindIndex, GeoPoint } from './values';
export type { RegionDoc } from './regions';
export { MOVE_TYPES } from './stock';

export interface Docs {
  stores: StoreDoc;
  deliverySlots: SlotDoc;
  regions: RegionDoc;
  categories: CategoryDoc;
  skus: SkuDoc;
  barcodes: BarcodeDoc;
  listings: ListingDoc;
  stock: StockDoc;
  stockMoves: StockMoveDoc;
  stockDocs: StockDocDoc;
  stockLots: StockLotsDoc;
  stockCounts: StockCountDoc;
  countLines: CountLineDoc;
  members: MemberDoc;
  addressBooks: AddressBookDoc;
  staff: StaffDoc;
  staffInvites: StaffInviteDoc;
  hqLogins: HqLoginDoc;
  couponTemplates: CouponTemplateDoc;
  couponClaims: CouponClaimDoc;
  coupons: CouponDoc;
  redemptions: RedemptionDoc;
  couponGrants: CouponGrantDoc;
  campaigns: CampaignDoc;
  campaignVersions: CampaignVersionDoc;
  campaignRequests: CampaignRequestDoc;
  promoBudgets: PromoBudgetDoc;
  promoDays: PromoDayDoc;
  rehearsals: RehearsalDoc;
  orders: OrderDoc;
  payments: PaymentDoc;
  refunds: RefundDoc;
  afterSales: AfterSaleDoc;
  tills: TillDoc;
  tillSessions: TillSessionDoc;
  cashMoves: CashMoveDoc;
  prints: PrintDoc;
  rosters: RosterDoc;
  shiftWeeks: ShiftWeekDoc;
  shiftSwaps: ShiftSwapDoc;
  outbox: OutboxDoc;
  consumed: ConsumedDoc;
  salesDays: SalesDayDoc;
  chainDays: ChainDayDoc;
  demand: DemandDoc;
  forecasts: ForecastDoc;
  forecastLog: ForecastLogDoc;
  forecastScores: ForecastScoreDoc;
  forecastModels: ForecastModelDoc;
  alerts: AlertDoc;
  transfers: TransferDoc;
  suggestionRuns: SuggestionRunDoc;
  replenishes: ReplenishDoc;
  priceProposals: PriceProposalDoc;
  competitorPrices: CompetitorPriceDoc;
  assortment: AssortmentDoc;
  assortmentChoices: AssortmentChoiceDoc;
  suppliers: SupplierDoc;
  supplierSkus: SupplierSkuDoc;
  purchases: PurchaseDoc;
  priceChanges: PriceChangeDoc;
  auditLogs: AuditDoc;
  auditHeads: AuditHeadDoc;
  auditProofs: AuditProofDoc;
  requests: RequestDoc;
  jobs: JobDoc;
  counters: CounterDoc;
  settings: SettingDoc;
  assets: AssetDoc;
  orderAssets: OrderAssetsDoc;
  ledgerTxns: LedgerTxnDoc;
  pointEntries: PointEntryDoc;
  pointAdjustments: PointAdjustmentDoc;
  topUps: TopUpDoc;
  cardSales: CardSaleDoc;
  ledgerDays: LedgerDayDoc;
  settlements: SettlementDoc;
  alarms: AlarmDoc;
}

export type Collection = keyof Docs;
