import * as z from 'zod';
import { defineCall, type HqRole } from './kit';
import { Cursor, Day, Id, SignedFen, Time, pageOf } from './shapes';

const money = { context: 'assets', deploy: 'hqMoney' } as const;
/** Who may read the report may read what it is made of. */
const readers: readonly HqRole[] = ['hqOwner', 'hqFinance', 'hqMarketing', 'hqAuditor'];
/** `order:o_…`, `refund:r_…_1`: what is booked and its document. */
const TxnId = z.string().min(3).max(160);

/** What a transaction was booked for, and where a person finds it. */
export const CAUSES = ['order', 'refund', 'topUp', 'card', 'settlement', 'other'] as const;
const Cause = z.object({
  kind: z.enum(CAUSES),
  /** Number a person reads: the order's, the top-up's id, the week. */
  no: z.string(),
  orderId: Id.nullable(),
  memberId: Id.nullable(),
  period: Day.nullable(),
});

export const listLedgerTxns = defineCall('listLedgerTxns', {
  ...money,
  title: '账簿分录',
  who: readers,
  input: z.object({
    from: Day.optional(),
    to: Day.optional(),
    /** Transactions that touch this book: a shop's id or `hq`. */
    book: z.string().max(64).optional(),
    /** Those of one order: its sale and all its refunds. */
    orderId: Id.optional(),
    cursor: Cursor.optional(),
  }),
  output: pageOf(
    z.object({
      txnId: TxnId,
      at: Time,
      text: z.string(),
      kind: z.enum(CAUSES),
      storeName: z.string(),
      /** Σ of the positive entries: what moved. */
      movedFen: SignedFen,
      books: z.array(z.string()),
    }),
  ),
});

export const getLedgerTxn = defineCall('getLedgerTxn', {
  ...money,
  title: '账簿分录详情',
  who: readers,
  input: z.object({ txnId: TxnId }),
  output: z.object({
    txnId: TxnId,
    at: Time,
    day: Day,
    text: z.string(),
    storeName: z.string(),
    cause: Cause,
    /** By book; the sum of each is 0. */
    books: z.array(
      z.object({
        book: z.string(),
        name: z.string(),
        sumFen: SignedFen,
        entries: z.array(
          z.object({
            account: z.string(),
            name: z.string(),
            /** What an entry between shops is for; empty otherwise. */
            what: z.string(),
            /** The other book of an entry between shops. */
            otherName: z.string(),
            deltaFen: SignedFen,
          }),
        ),
      }),
    ),
  }),
});
