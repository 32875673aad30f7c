export interface TransferDoc {
  _id: string;
  no: string;
  fromStoreId: string;
  toStoreId: string;
  status: 'approved' | 'shipped' | 'received' | 'cancelled';
  lines: {
    skuId: string;
    approved: number;
    shipped: number;
    received: number;
    damaged: number;
    lost: number;
  }[];
  reason: string;
  distanceM: number;
  runId: string | null;
  steps: { at: number; status: string; by: string; text: string }[];
  createdAt: number;
  shippedAt: number | null;
  receivedAt: number | null;
}

export interface SuggestionRunDoc {
  _id: string;
  at: number;
  status: 'open' | 'done';
  lines: {
    lineId: string;
    fromStoreId: string;
    toStoreId: string;
    skuId: string;
    qty: number;
    gainFen: number;
    explain: string;
    status: 'open' | 'accepted' | 'declined' | 'stale';
  }[];
  lanes: { fromStoreId: string; toStoreId: string; costFen: number; distanceM: number }[];
  gainFen: number;
  costFen: number;
  greedyFen: number;
  boundFen: number;
}

export interface ReplenishDoc {
  _id: string;
  no: string;
  storeId: string;
  source: 'manual' | 'alert';
  status: 'draft' | 'submitted' | 'approved' | 'rejected';
  /** `purchaseId`: the order to a supplier that covers the line; it is no transfer's any more. */
  lines: {
    skuId: string;
    qty: number;
    approved: number | null;
    why: string;
    purchaseId?: string;
  }[];
  note: string;
  transferId: string | null;
  createdAt: number;
  updatedAt: number;
}
