import type { Promotion } from '#shared/domain/pricing/promotion';

/** Where a campaign holds: a hit of any kind is enough; all empty = every shop. */
export interface CampaignPlace {
  storeIds: string[];
  storeTags: string[];
  regionIds: string[];
}

/** What a campaign does, whatever stage it is in. */
export interface CampaignPlan {
  name: string;
  /** For colleagues; shoppers never see it. */
  note: string;
  place: CampaignPlace;
  /** Epoch ms, `until` excluded; copied into the scope of every rule. */
  from: number;
  until: number;
  /** In the engine's own shape. In a plan `budgetLeftFen` is the whole budget; quotes get what is left of it. */
  rules: Promotion[];
  /** Gift boxes (礼盒) of the campaign: SKUs with components. */
  bundleSkuIds: string[];
  /** Block of the shop's campaign page; null: none. */
  page: { title: string; image: string; text: string } | null;
}

/** Who did a step, when. */
export interface Signed {
  by: string;
  name: string;
  at: number;
}

/** What the shops apply now. One write of the campaign makes it true everywhere. */
export interface LivePlan extends CampaignPlan {
  version: number;
  publishedAt: number;
  publishedBy: string;
}

export interface CampaignDoc {
  _id: string;
  /** What is being prepared; the plan of `live` right after publishing. */
  plan: CampaignPlan;
  /** Of `plan`; grows with every saving. Rules carry it, orders keep it. */
  version: number;
  /** How far `plan` has come. */
  stage: 'draft' | 'pending' | 'approved' | 'published';
  live: LivePlan | null;
  /** The version `live` takes over from: applied until `live.from`, so that shops never stand without either. */
  prior: LivePlan | null;
  /** `live.until`; 0 while nothing is live. */
  liveUntil: number;
  stopped: (Signed & { reason: string }) | null;
  /** The shop whose own campaign this is; null: HQ's. */
  ownerStoreId: string | null;
  requestId: string | null;
  submitted: Signed | null;
  decided: (Signed & { approved: boolean; note: string }) | null;
  /** Who last changed the plan: may not approve it. */
  savedBy: string;
  createdBy: string;
  createdAt: number;
  updatedAt: number;
}

/** `_id` = `{campaignId}:{version}`: every version that shops ever applied, for good. */
export interface CampaignVersionDoc {
  _id: string;
  campaignId: string;
  version: number;
  plan: CampaignPlan;
  publishedAt: number;
  by: string;
  byName: string;
}

/** 申请总部资源: a shop asks for a campaign of its own. */
export interface CampaignRequestDoc {
  _id: string;
  storeId: string;
  /** Key of a template in `shared/domain/campaigns/templates.ts`. */
  template: string;
  title: string;
  skuIds: string[];
  budgetFen: number;
  from: number;
  until: number;
  reason: string;
  status: 'submitted' | 'approved' | 'rejected' | 'withdrawn';
  /** Of an approved request: the campaign that came of it. */
  campaignId: string | null;
  by: string;
  byName: string;
  decided: (Signed & { note: string; budgetFen: number }) | null;
  createdAt: number;
  updatedAt: number;
}

/** `_id` = `{promotionId}:{day}`: what a rule gave on one business day; counted from paid orders. */
export interface PromoDayDoc {
  _id: string;
  promotionId: string;
  day: string;
  orders: number;
  givenFen: number;
  /** What those orders brought, fen paid for goods and freight. */
  salesFen: number;
  /** storeId → the same of that shop. */
  stores: Record<string, { orders: number; givenFen: number }>;
}

/** `_id` = `{campaignId}:{version}`: a campaign tried on last week's orders, page by page. */
export interface RehearsalDoc {
  _id: string;
  campaignId: string;
  version: number;
  /** `_id` of the last order that was looked at; empty: none yet. */
  cursor: string;
  done: boolean;
  /** Orders from here (included) to here (excluded). */
  from: number;
  until: number;
  /** Sums so far; shape in `shared/domain/campaigns/rehearsal.ts`. */
  sums: Record<string, unknown>;
  by: string;
  at: number;
}
