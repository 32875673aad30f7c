import { sum } from '../money';
import type { WalletShare } from './walletLots';

/**
 * Double entry. Credits are positive: what somebody owes (a member's balance, revenue); debits negative: what
 * somebody has or has spent (money in the till, expenses, claims). Every entry stands in the book of one shop
 * or of `hq`; a transaction sums to 0 as a whole and within each book.
 */
export interface Entry {
  readonly account: string;
  readonly deltaFen: number;
  /** Whose book: a shop's id or `hq`. */
  readonly book: string;
  /** Of entries between shops: what for, as a settlement lists it. */
  readonly kind?: OweKind;
}
export const HQ = 'hq';

/** What shops and HQ owe each other for. */
export const OWE_KINDS = {
  principal: '储值本金跨店消费',
  bonus: '赠送金承担',
  coupon: '优惠券承担',
  promotion: '活动承担',
  points: '积分抵扣承担',
  gift: '赠品承担',
  freight: '免运费承担',
  provider: '总部代收线上付款',
  refund: '线上退款',
  topUp: '总部代收线上充值',
  exchange: '跨店换货成本',
  cashRefund: '代退现金',
  settlement: '结算转出',
} as const;
export type OweKind = keyof typeof OWE_KINDS;

/** A reduction that somebody else than the selling shop bears. */
export interface Cost {
  readonly kind: 'coupon' | 'promotion' | 'points' | 'gift' | 'freight';
  /** `hq` or a shop. */
  readonly by: string;
  readonly fen: number;
}

export const accounts = {
  principal: (memberId: string) => `member:${memberId}:principal`,
  bonus: (memberId: string) => `member:${memberId}:bonus`,
  provider: 'clearing:wechat',
  refundPayable: 'refundPayable:wechat',
  cash: (storeId: string) => `cash:${storeId}`,
  /** Refunds promised in cash and not paid out yet. */
  cashOwed: (storeId: string) => `refundPayable:cash:${storeId}`,
  /** Cash that was missing or too much at a till's closing. */
  cashDiff: (storeId: string) => `cashDiff:${storeId}`,
  revenue: (storeId: string) => `revenue:${storeId}`,
  bonusExpense: (by: string) => `bonusExpense:${by}`,
  expense: (kind: Cost['kind'], by: string) => `${kind}Expense:${by}`,
  between: (from: string, to: string) => `interStore:${from}:${to}`,
  cardFee: 'fee:blackgold',
  exchangeCost: (book: string) => `exchangeCost:${book}`,
  settled: (book: string) => `settlement:${book}`,
} as const;

export const entry = (account: string, deltaFen: number, book: string): Entry[] =>
  deltaFen === 0 ? [] : [{ account, deltaFen, book }];

/** `from` owes `to` so much more: a mirrored pair, one line in each book. Nothing within one book. */
export const owe = (from: string, to: string, fen: number, kind: OweKind): Entry[] =>
  from === to || fen === 0
    ? []
    : [
        { account: accounts.between(from, to), deltaFen: fen, book: from, kind },
        { account: accounts.between(to, from), deltaFen: -fen, book: to, kind },
      ];

export const reversed = (entries: readonly Entry[]): Entry[] =>
  entries.map((line) => ({ ...line, deltaFen: -line.deltaFen }));

/** What is wrong with a transaction; empty when it balances as a whole and in each book. */
export function unbalanced(entries: readonly Entry[]): string {
  const books = new Map<string, number>();
  for (const { book, deltaFen } of entries) books.set(book, (books.get(book) ?? 0) + deltaFen);
  return [...books]
    .filter(([, fen]) => fen !== 0)
    .map(([book, fen]) => `${book} ${fen}`)
    .join(', ');
}

export const deltaOf = (entries: readonly Entry[], account: string): number =>
  sum(entries.filter((line) => line.account === account).map((line) => line.deltaFen));

/** A member's money moves from the books that keep it into the shop's revenue. */
export function walletLegs(memberId: string, storeId: string, shares: readonly WalletShare[]) {
  return shares.flatMap(({ storeId: keeper, bonusBy, principalFen, bonusFen }) => [
    ...entry(accounts.principal(memberId), -principalFen, keeper),
    ...owe(keeper, storeId, principalFen, 'principal'),
    ...entry(accounts.bonus(memberId), -bonusFen, bonusBy),
    ...owe(bonusBy, storeId, bonusFen, 'bonus'),
    ...entry(accounts.revenue(storeId), principalFen + bonusFen, storeId),
  ]);
}

/** Reductions as the shop's revenue and the bearer's expense. */
export const costLegs = (storeId: string, costs: readonly Cost[]): Entry[] =>
  costs.flatMap(({ kind, by, fen }) => [
    ...entry(accounts.expense(kind, by), -fen, by),
    ...owe(by, storeId, fen, kind),
    ...entry(accounts.revenue(storeId), fen, storeId),
  ]);

/** A sale: everything that pays for it ends as revenue of the shop that sold. */
export const saleEntries = (sale: {
  readonly memberId: string;
  readonly storeId: string;
  readonly providerFen: number;
  /** Paid in cash over the counter instead of to the payment company. */
  readonly cash?: boolean | undefined;
  readonly wallet: readonly WalletShare[];
  readonly costs: readonly Cost[];
}): Entry[] => [
  // The payment company pays HQ's merchant account; cash lies in the shop's drawer.
  ...(sale.cash
    ? entry(accounts.cash(sale.storeId), -sale.providerFen, sale.storeId)
    : [
        ...entry(accounts.provider, -sale.providerFen, HQ),
        ...owe(HQ, sale.storeId, sale.providerFen, 'provider'),
      ]),
  ...entry(accounts.revenue(sale.storeId), sale.providerFen, sale.storeId),
  ...walletLegs(sale.memberId, sale.storeId, sale.wallet),
  ...costLegs(sale.storeId, sale.costs),
];

/**
 * A shop gave good pieces for faulty ones another shop had sold: the seller bears their cost. Pieces that came
 * back as good as new have evened out; nothing between a shop and itself.
 */
export const exchangeEntries = (seller: string, giver: string, costFen: number): Entry[] =>
  seller === giver
    ? []
    : [
        ...entry(accounts.exchangeCost(seller), -costFen, seller),
        ...owe(seller, giver, costFen, 'exchange'),
        ...entry(accounts.exchangeCost(giver), costFen, giver),
      ];

/** Units come back: the same accounts the other way; what the payment company is to return waits as payable. */
export const refundEntries = (refund: {
  readonly memberId: string;
  readonly storeId: string;
  readonly providerFen: number;
  readonly cash?: boolean | undefined;
  readonly wallet: readonly WalletShare[];
  readonly costs: readonly Cost[];
}): Entry[] => [
  ...entry(accounts.revenue(refund.storeId), -refund.providerFen, refund.storeId),
  ...(refund.cash
    ? entry(accounts.cashOwed(refund.storeId), refund.providerFen, refund.storeId)
    : [
        ...owe(refund.storeId, HQ, refund.providerFen, 'refund'),
        ...entry(accounts.refundPayable, refund.providerFen, HQ),
      ]),
  ...reversed(walletLegs(refund.memberId, refund.storeId, refund.wallet)),
  ...reversed(costLegs(refund.storeId, refund.costs)),
];

/** A promised cash refund leaves a drawer: of the shop that sold, or of another one that is owed it then. */
export const payOutEntries = (soldBy: string, paidBy: string, fen: number): Entry[] => [
  ...entry(accounts.cashOwed(soldBy), -fen, soldBy),
  ...owe(soldBy, paidBy, fen, 'cashRefund'),
  ...entry(accounts.cash(paidBy), fen, paidBy),
];
