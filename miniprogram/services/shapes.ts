import type { CallName, Calls } from '#shared/contracts/index';
import type { Out } from '#shared/contracts/kit';

/** What pages and components pass around, taken from the contracts. */
type Of<N extends CallName> = Out<Calls[N]>;

export type StoreCard = Of<'locateStore'>['stores'][number];
export type Shelf = Of<'listShelf'>;
export type ShelfItem = Shelf['items'][number];
export type Category = Shelf['categories'][number];
export type Product = Of<'getProduct'>;
export type Preview = Of<'previewCart'>;
export type QuoteLine = Preview['quote']['lines'][number];
export type PriceTag = QuoteLine['tags'][number];
export type Slot = Of<'listSlots'>['slots'][number];
export type Hint = Preview['quote']['hints'][number];
export type CouponChoice = Preview['coupons'][number];
export type OrderBrief = Of<'listMyOrders'>['items'][number];
export type OrderFull = Of<'getOrder'>;
export type OrderBill = Of<'explainOrder'>;
export type OrderLine = OrderBrief['lines'][number];
export type Address = Of<'listAddresses'>['items'][number];
export type Coupon = Of<'listMyCoupons'>['items'][number];
export type Offer = Of<'listCouponCentre'>['items'][number];
export type Assets = Of<'getAssets'>;
export type StatementLine = Of<'listLedger'>['items'][number];
export type CampaignBlock = Of<'listCampaignPage'>['blocks'][number];
export type MemberCard = Of<'identifyMember'>['member'];
export type TopUpRow = Of<'listTopUps'>['items'][number];
export type Listing = Of<'listListings'>['items'][number];
export type StoreCoupon = Of<'listStoreCoupons'>['items'][number];
export type CampaignTemplate = Of<'listCampaignTemplates'>['items'][number];
export type StoreCampaign = Of<'listStoreCampaigns'>['items'][number];
export type CampaignRequest = Of<'listStoreCampaigns'>['requests'][number];
export type RefundPreview = Of<'previewRefund'>;
export type AfterSale = Of<'getAfterSale'>;
export type StaffShop = NonNullable<Of<'whoAmI'>['staff']>['stores'][number];
export type StaffOrder = Of<'listStoreOrders'>['items'][number];
export type StaffOrderFull = Of<'getStoreOrder'>;
export type StockItem = Of<'listStock'>['items'][number];
export type CountBrief = Of<'listCounts'>['items'][number];
export type CountScopes = Of<'countScopes'>;
export type CountSheet = Of<'getCount'>;
export type CountLine = CountSheet['items'][number];
export type StockDocRow = Of<'listStockDocs'>['items'][number];
export type ExpiringLot = Of<'listExpiring'>['items'][number];
export type Alert = Of<'listStoreAlerts'>['items'][number];
export type Transfer = Of<'listTransfers'>['items'][number];
export type Arrival = Of<'listArrivals'>['items'][number];
export type StockRequest = Of<'listRequests'>['items'][number];

/** Events of taps and own components. */
export type Tap<D extends WechatMiniprogram.IAnyObject = Record<string, string>> =
  WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, D>;
export type Told<
  T extends WechatMiniprogram.IAnyObject,
  D extends WechatMiniprogram.IAnyObject = Record<string, string>,
> = WechatMiniprogram.CustomEvent<T, WechatMiniprogram.IAnyObject, D>;
