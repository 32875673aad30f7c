/** `_id` = `{day}:{storeId}:{skuId}`: one proposal a price and day. */
export interface PriceProposalDoc {
  _id: string;
  day: string;
  storeId: string;
  skuId: string;
  reason: 'expiry' | 'slow' | 'competitor' | 'restore';
  /** The shelf's price when it was proposed; another one since: the proposal is stale. */
  fromFen: number;
  toFen: number;
  /** Pieces and gross margin a day, before and after. */
  perDay: { from: number; to: number };
  marginFen: { from: number; to: number };
  coverDays: number | null;
  why: string;
  /** `auto`: in force by the policy, without a person; `expired`: a later night asked anew. */
  status: 'open' | 'approved' | 'auto' | 'rejected' | 'stale' | 'expired';
  by: string;
  at: number;
  decidedAt: number | null;
}

/** `_id` = `{skuId}:{hash of competitor and city}`: the newest price seen there. */
export interface CompetitorPriceDoc {
  _id: string;
  skuId: string;
  competitor: string;
  /** Empty: everywhere. */
  city: string;
  priceFen: number;
  seenAt: number;
  by: string;
}

/** `_id` = `{storeId}`: the latest advice for its shelf, and what became of each line. */
export interface AssortmentDoc {
  _id: string;
  storeId: string;
  day: string;
  at: number;
  lines: AssortmentLine[];
}
export interface AssortmentLine {
  skuId: string;
  kind: 'add' | 'drop';
  perWeek: number;
  low: number;
  high: number;
  marginFen: number;
  why: string;
  /** `held`: accepted, but kept back as the group compared with. */
  status: 'open' | 'accepted' | 'held' | 'rejected' | 'stale';
}

/** `_id` = `{storeId}:{skuId}`: what was decided, remembered past later runs; measured against what was expected. */
export interface AssortmentChoiceDoc {
  _id: string;
  storeId: string;
  skuId: string;
  categoryId: string;
  kind: 'add' | 'drop';
  decision: 'accepted' | 'held' | 'rejected';
  expectedPerWeek: number;
  reason: string;
  by: string;
  at: number;
}
