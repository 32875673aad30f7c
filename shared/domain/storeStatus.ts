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
  /** Orders paid or waiting for payment that were not handed over. */
  readonly orders: number;
  /** Of them, pick-up codes that still open the door to goods. */
  readonly codes: number;
  readonly cases: number;
  readonly transfers: number;
  readonly requests: number;
  /** Pieces in the shop. */
  readonly pieces: number;
  /** Count sheets and documents somebody still has to sign. */
  readonly papers: number;
  /** Refunds on their way back to shoppers. */
  readonly refunds: number;
  /** Weekly statements that were not paid. */
  readonly settlements: number;
  /** People whose only work is here. */
  readonly staff: number;
}
export type OpenItem = keyof OpenWork;

const TEXT: Readonly<Record<OpenItem, (left: number) => string>> = {
  orders: (n) => `未完成订单 ${n} 笔`,
  codes: (n) => `没有取走的取货码 ${n} 个`,
  cases: (n) => `未结束售后 ${n} 张`,
  transfers: (n) => `在途或待发调拨 ${n} 张`,
  requests: (n) => `未处理要货单 ${n} 张`,
  pieces: (n) => `店内库存 ${n} 件`,
  papers: (n) => `未审批的盘点和库存单据 ${n} 张`,
  refunds: (n) => `还没退到账的退款 ${n} 笔`,
  settlements: (n) => `未结清的结算单 ${n} 张`,
  staff: (n) => `还有权限的店员 ${n} 人`,
};
const ITEMS = Object.keys(TEXT) as OpenItem[];

/** Everything a closing shop is asked for, done or not: a list that proves that nothing is left. */
export const closingList = (work: OpenWork): { item: OpenItem; left: number; text: string }[] =>
  ITEMS.map((item) => ({ item, left: work[item], text: TEXT[item](work[item]) }));

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
