export const STORE_STATUSES = ['draft', 'open', 'paused', 'closing', 'closed'] as const;
export type StoreStatus = (typeof STORE_STATUSES)[number];

/** From where to where a shop may go. `closing` takes no new orders and finishes the old ones. */
export const STORE_MOVES: Readonly<Record<StoreStatus, readonly StoreStatus[]>> = {
  draft: ['open', 'closed'],
  open: ['paused', 'closing'],
  paused: ['open', 'closing'],
  closing: ['open', 'closed'],
  closed: [],
};

export const canMove = (from: StoreStatus, to: StoreStatus): boolean =>
  STORE_MOVES[from].includes(to);

/** What is still open in a shop; it closes for good when nothing is. */
export interface OpenWork {
  readonly orders: number;
  readonly transfers: number;
  /** Pieces in the shop. */
  readonly pieces: number;
}
export const closingList = (
  work: OpenWork,
): { item: keyof OpenWork; left: number; text: string }[] => [
  { item: 'orders', left: work.orders, text: `未完成订单 ${work.orders} 笔` },
  { item: 'transfers', left: work.transfers, text: `在途或待发调拨 ${work.transfers} 张` },
  { item: 'pieces', left: work.pieces, text: `店内库存 ${work.pieces} 件` },
];

/** What a shop needs before it opens; the Chinese names of what is missing. */
export function missingToOpen(store: {
  readonly hours: { readonly week: readonly (readonly unknown[])[] };
  readonly lng: number;
  readonly lat: number;
  readonly pickup: boolean;
  readonly delivery: boolean;
  readonly address: string;
}): string[] {
  return [
    ...(store.hours.week.some((day) => day.length > 0) ? [] : ['营业时间']),
    ...(store.lng === 0 && store.lat === 0 ? ['位置'] : []),
    ...(store.pickup || store.delivery ? [] : ['服务方式']),
    ...(store.address === '' ? ['地址'] : []),
  ];
}
