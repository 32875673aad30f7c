import { addDays, weekdayOf } from '../time';

export const PURCHASE_STATUSES = [
  'draft',
  'approved',
  'sent',
  'confirmed',
  'shipped',
  'received',
  'matched',
  'cancelled',
] as const;
export type PurchaseStatus = (typeof PURCHASE_STATUSES)[number];
export const PURCHASE_TEXT: Readonly<Record<PurchaseStatus, string>> = {
  draft: '草稿',
  approved: '已批准',
  sent: '已发供应商',
  confirmed: '供应商已确认',
  shipped: '在途',
  received: '已收货',
  matched: '已对账',
  cancelled: '已取消',
};
/** Goods of these are on their way to the shops. */
export const WAITING: readonly PurchaseStatus[] = ['approved', 'sent', 'confirmed', 'shipped'];

/** One shop's part of a line; `null`: not known yet. */
export interface ShopPart {
  readonly storeId: string;
  readonly qty: number;
  /** What the supplier sends of it. */
  readonly shipped: number | null;
  readonly received: number;
  readonly damaged: number;
  readonly done: boolean;
}

/** Pieces a shop still waits for. */
export const waitingOf = ({ qty, shipped, done }: ShopPart): number =>
  done ? 0 : (shipped ?? qty);

/** First day from the order on that the supplier delivers, after its lead time. `weekdays` as Sunday 0. */
export function deliveryDay(today: string, leadDays: number, weekdays: readonly number[]): string {
  let day = addDays(today, Math.max(1, leadDays));
  for (let i = 0; i < 7 && weekdays.length > 0 && !weekdays.includes(weekdayOf(day)); i += 1)
    day = addDays(day, 1);
  return day;
}

interface Judged {
  readonly promisedDay: string;
  readonly receivedDay: string | null;
  readonly lines: readonly { readonly qty: number; readonly stores: readonly ShopPart[] }[];
}
export interface Otif {
  readonly orders: number;
  readonly onTime: number;
  readonly inFull: number;
  /** Both at once. */
  readonly both: number;
}

/** On time and in full, counted over orders that have arrived everywhere. Damaged pieces are missing pieces. */
export function otifOf(orders: readonly Judged[]): Otif {
  const judged = orders.flatMap(({ promisedDay, receivedDay, lines }) => {
    if (receivedDay === null) return [];
    const good = (stores: readonly ShopPart[]) => stores.reduce((n, s) => n + s.received, 0);
    const full = lines.every(({ qty, stores }) => good(stores) >= qty);
    return [{ time: receivedDay <= promisedDay, full }];
  });
  return {
    orders: judged.length,
    onTime: judged.filter(({ time }) => time).length,
    inFull: judged.filter(({ full }) => full).length,
    both: judged.filter(({ time, full }) => time && full).length,
  };
}

/** What is to be paid: good pieces at the ordered price, in fen. */
export const dueFen = (
  lines: readonly { readonly priceFen: number; readonly stores: readonly ShopPart[] }[],
): number =>
  lines.reduce(
    (sum, { priceFen, stores }) => sum + priceFen * stores.reduce((n, s) => n + s.received, 0),
    0,
  );
