import type { Collection, Docs } from '#shared/model/docs';
import { brokenAfterSales } from './invariants/aftersales';
import { brokenAssets } from './invariants/assets';
import { brokenCoupons } from './invariants/coupons';
import { brokenMoney, type ProviderBooks } from './invariants/money';
import { brokenOrders } from './invariants/orders';
import { brokenPromotions } from './invariants/promotions';
import { brokenSlots } from './invariants/slots';
import { brokenStock } from './invariants/stock';
import { brokenTills } from './invariants/tills';
import { brokenTransfers } from './invariants/transfers';

/** Anything that can list whole collections; the in-memory database can. */
export interface Rows {
  rows<C extends Collection>(collection: C): Docs[C][];
}
export interface Checked {
  /** After the sweep: no hold or lock of an abandoned checkout may be left. */
  readonly swept?: boolean;
  /** The payment company's own books, to compare ours with. */
  readonly pay?: ProviderBooks;
}

/**
 * What must hold after every history, every crash and every race (trust.md §3). Returns the broken ones as
 * sentences, so a test says `expect(checkWorld(db)).toEqual([])`.
 * L slots, S pieces, T transfers, C coupons, P promotions and budgets, O orders, M money, E events, W wallets and
 * the ledger, P points, H after-sales, X tills and counter sales.
 */
export function checkWorld(db: Rows, { swept = false, pay }: Checked = {}): string[] {
  return [
    ...brokenStock(db, swept),
    ...brokenSlots(db, swept),
    ...brokenTransfers(db),
    ...brokenCoupons(db, swept),
    ...brokenPromotions(db, swept),
    ...brokenOrders(db),
    ...brokenMoney(db, pay),
    ...brokenAssets(db, swept),
    ...brokenAfterSales(db),
    ...brokenTills(db),
  ];
}
