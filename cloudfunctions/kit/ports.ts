import type { CommonError } from '#shared/contracts/kit';
import type { Role } from '#shared/domain/rights';
import type { Collection, Docs, Grant } from '#shared/model/docs';
import type { Condition } from './conditions';

/** What a function may filter by: a defined plain value, or a condition built by `conditions.ts`. */
export type Scalar = string | number | boolean | null;
export type Where = Readonly<Record<string, Scalar | Condition>>;

/** What a write changes. Paths may be dotted; operators exist only here, never in values. */
export interface Change {
  readonly set?: Readonly<Record<string, unknown>>;
  readonly inc?: Readonly<Record<string, number>>;
  readonly unset?: readonly string[];
  /** Appends one element. */
  readonly push?: Readonly<Record<string, unknown>>;
  /** Removes the elements whose fields equal these. */
  readonly pull?: Readonly<Record<string, Readonly<Record<string, Scalar>>>>;
}

export interface FindOptions {
  readonly sort?: Readonly<Record<string, 1 | -1>>;
  /** 1–1000; 100 by default. */
  readonly limit?: number;
  readonly skip?: number;
  /** Fields to return; all by default. */
  readonly only?: readonly string[];
}

/** One of several reads of one round trip; see `ask.ts`. */
export interface Ask<C extends Collection = Collection> extends Omit<FindOptions, 'skip'> {
  readonly collection: C;
  readonly where: Where;
}
export interface Link<C extends Collection = Collection> {
  readonly collection: C;
  /** Top-level field of the first document. */
  readonly idIn: string;
}
/** What is asked for, by a name of one's own; null asks nothing and is answered by nothing. */
export type Asked = Readonly<Record<string, Ask | Link | null>>;
export type Gathered<A extends Asked> = {
  readonly [K in keyof A]: Docs[NonNullable<A[K]>['collection']][];
};

/** Inside a transaction: documents by id only. Everything else would run outside it (the SDK does not refuse). */
export interface Tx {
  get<C extends Collection>(collection: C, id: string): Promise<Docs[C] | undefined>;
  /** In no particular order; missing ids are left out. At most 1000. */
  getMany<C extends Collection>(collection: C, ids: readonly string[]): Promise<Docs[C][]>;
  /** Throws `Duplicate` when the id exists. */
  insert<C extends Collection>(collection: C, doc: Docs[C]): Promise<void>;
  /** The same for many in one round trip. */
  insertMany<C extends Collection>(collection: C, docs: readonly Docs[C][]): Promise<void>;
  /** False when the document does not exist, or the guard does not hold. */
  update<C extends Collection>(
    collection: C,
    id: string,
    change: Change,
    guard?: Where,
  ): Promise<boolean>;
  /** Inserts or replaces. */
  set<C extends Collection>(collection: C, doc: Docs[C]): Promise<void>;
  remove<C extends Collection>(collection: C, id: string): Promise<boolean>;
}

/** The only way to the database. One call is one round trip (a transaction: its own calls and two more). */
export interface Db {
  get<C extends Collection>(collection: C, id: string): Promise<Docs[C] | undefined>;
  /** In no particular order; missing ids are left out. At most 1000. */
  getMany<C extends Collection>(collection: C, ids: readonly string[]): Promise<Docs[C][]>;
  find<C extends Collection>(
    collection: C,
    where: Where,
    options?: FindOptions,
  ): Promise<Docs[C][]>;
  count(collection: Collection, where: Where): Promise<number>;
  /**
   * One document and whatever else is asked for, all in one round trip; undefined where that document is not
   * there. For what every call reads anew: a trip costs more than the documents it brings.
   */
  gather<C extends Collection, A extends Asked>(
    collection: C,
    id: string,
    asked: A,
  ): Promise<{ readonly doc: Docs[C]; readonly also: Gathered<A> } | undefined>;
  /** False when the id exists: the document that is there stays. */
  insert<C extends Collection>(collection: C, doc: Docs[C]): Promise<boolean>;
  /** For loading: many new documents in one round trip; throws `Duplicate` when one exists. */
  insertMany<C extends Collection>(collection: C, docs: readonly Docs[C][]): Promise<void>;
  /** One atomic guarded update by id. False: no such document, or the guard did not hold; nothing changed. */
  update(collection: Collection, id: string, change: Change, guard?: Where): Promise<boolean>;
  /** Guarded update of many; returns how many. The filter may not be empty. */
  updateWhere(collection: Collection, where: Where, change: Change): Promise<number>;
  /** Like `update`, and returns the document as it is afterwards. */
  updateAndGet<C extends Collection>(
    collection: C,
    id: string,
    change: Change,
    guard?: Where,
  ): Promise<Docs[C] | undefined>;
  remove(collection: Collection, id: string, guard?: Where): Promise<boolean>;
  /**
   * Runs `body` in a snapshot transaction and commits. Conflicts are retried with growing, jittered
   * pauses within the deadline, so `body` must be repeatable and do nothing but database calls.
   */
  transaction<T>(body: (tx: Tx) => Promise<T>): Promise<T>;
}

/** The id exists already. */
export class Duplicate extends Error {
  readonly collection: string;
  readonly id: string;
  constructor(collection: string, id: string) {
    super(`duplicate ${collection}/${id}`);
    this.collection = collection;
    this.id = id;
  }
}

export interface PayParams {
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: 'RSA';
  paySign: string;
}
/** What the payment company says of one payment. */
export interface PayState {
  readonly outTradeNo: string;
  readonly state:
    | 'SUCCESS'
    | 'NOTPAY'
    | 'CLOSED'
    | 'REFUND'
    | 'PAYERROR'
    | 'USERPAYING'
    | 'UNKNOWN';
  readonly amountFen: number;
  readonly transactionId: string | null;
  /** Epoch ms. */
  readonly paidAt: number | null;
}
/** The payment company. Never called inside a transaction; every call repeats safely by its number. */
export interface Pay {
  prepay(order: {
    outTradeNo: string;
    amountFen: number;
    openid: string;
    description: string;
    expiresAt: number;
  }): Promise<string>;
  /** Signs what `wx.requestPayment` needs. */
  params(prepayId: string): PayParams;
  /**
   * Takes money by the code on the shopper's phone (付款码). `SUCCESS`, or `USERPAYING` while the shopper has
   * to confirm (ask `query`), or `PAYERROR` with why. A lost answer throws: ask `query`.
   */
  payByCode(order: {
    outTradeNo: string;
    amountFen: number;
    authCode: string;
    description: string;
    storeId: string;
  }): Promise<PayState & { readonly why?: string }>;
  query(outTradeNo: string): Promise<PayState>;
  /** Ends a payment by code for good: nothing is taken any more, what was taken goes back. */
  reverse(outTradeNo: string): Promise<void>;
  close(outTradeNo: string): Promise<void>;
  refund(refund: {
    outRefundNo: string;
    outTradeNo: string;
    amountFen: number;
    totalFen: number;
    reason: string;
  }): Promise<'done' | 'processing' | 'failed'>;
  queryRefund(outRefundNo: string): Promise<'done' | 'processing' | 'failed' | 'unknown'>;
  /** Verifies signature, time window and merchant, and decrypts; throws `BadCallback` otherwise. */
  readCallback(request: { headers: Readonly<Record<string, string>>; body: string }): PayState;
}
export class BadCallback extends Error {}

/** WeChat subscribe messages. False: the person has no quota left; not an error. */
export interface Notify {
  send(message: {
    openid: string;
    template: string;
    page: string;
    data: Readonly<Record<string, string>>;
  }): Promise<boolean>;
}

/** Phone numbers that WeChat itself has checked. */
export interface Phones {
  /** The number behind a `getPhoneNumber` code, without `+86`; null when the code is not (or no more) good. */
  of(code: string): Promise<string | null>;
}

/** Files people uploaded. Nobody has a right to one by knowing its id: functions make links for who may see it. */
export interface Files {
  /** Links that open for an hour, by file id; ids without a file are left out. At most 50. */
  links(ids: readonly string[]): Promise<Map<string, string>>;
}

/** Seals personal text: AES-256-GCM bound to its place, so a ciphertext moved elsewhere does not open. */
export interface Seal {
  seal(place: { collection: Collection; id: string; field: string }, text: string): string;
  /** Throws when the text was not sealed for this place. */
  open(place: { collection: Collection; id: string; field: string }, sealed: string): string;
  /** HMAC of a normalised value, for exact look-up. `kind` keeps phones, openids and codes apart. */
  index(kind: 'phone' | 'openid' | 'code', value: string): string;
  /** Id of the key that seals; older ones only open. */
  readonly newest: string;
  /** Whether a text lies under the newest key. */
  isCurrent(sealed: string): boolean;
  /** HMAC-SHA256, base64url, under a key of the purpose: proves that a text is ours. */
  mac(purpose: 'audit' | 'proof', text: string): string;
}

/** The platform's custom sign-in: whoever brings the ticket is known by this name from then on. */
export interface Tickets {
  /** `uid`: 4–32 letters, digits, `_` or `-`. */
  issue(uid: string): string;
}

/** Who calls, decided from the platform's context and the staff record; never from the event. */
export type Principal =
  | { readonly kind: 'anonymous'; readonly id: 'anonymous' }
  | { readonly kind: 'shopper'; readonly id: string; readonly openid: string }
  | {
      readonly kind: 'staff';
      readonly id: string;
      readonly name: string;
      readonly openid: string | null;
      readonly grants: readonly Grant[];
      /** Roles this call may use, by shop (`*` for HQ). */
      readonly roles: readonly Role[];
    }
  | { readonly kind: 'timer'; readonly id: 'timer' }
  | { readonly kind: 'gateway'; readonly id: 'gateway' };

/** A transaction that also records the audit row and, for `once` calls, the answer. */
export interface WriteTx extends Tx {
  /** Required of every staff and HQ write; changes are told field by field. */
  audit(entry: {
    target: Collection;
    targetId: string;
    storeId: string | null;
    before: object | null;
    after: object | null;
    reason?: string;
    /** Who it was, where the platform does not know it yet: at the sign-in. */
    actor?: { readonly id: string; readonly name: string };
  }): void;
  /** Queues an event in the same transaction; `n` tells repeats of one type apart. */
  emit(
    type: string,
    aggregateId: string,
    payload: Record<string, unknown>,
    n?: number | string,
  ): void;
}

export interface Ctx<E extends string = string> {
  readonly me: Principal;
  /** Epoch ms, fixed for the call. */
  readonly now: number;
  readonly traceId: string;
  /** 26 characters, ordered by time, with a prefix: `o_01J…`. */
  newId(prefix: string): string;
  /** [0, 1). */
  random(): number;
  /** First 24 characters of base32(HMAC-SHA256): ids derived from a request. */
  derive(prefix: string, ...parts: string[]): string;
  readonly db: Db;
  readonly pay: Pay;
  readonly notify: Notify;
  readonly phones: Phones;
  readonly files: Files;
  readonly tickets: Tickets;
  readonly seal: Seal;
  /** Ends the call with a refusal of the contract. */
  refuse(
    code: E | CommonError,
    more?: { message?: string; detail?: Record<string, unknown> },
  ): never;
  /** Shops the caller may touch: `'all'`, or a list. For staff and HQ only. */
  readonly stores: 'all' | readonly string[];
  /** Refuses NOT_FOUND (same as absent) when the shop is out of the caller's reach. */
  reach(storeId: string): void;
  /**
   * The same as a filter of a query: documents of the shop asked for, which must be in reach, or of every shop
   * in reach. `field` holds the shop's id, `storeId` unless told.
   */
  within(storeId?: string, field?: string): Where;
  /**
   * The one way staff and HQ writes happen: a transaction that adds audit rows, events and the stored
   * answer. Returns the body's value; in a `once: true` call that value is the call's answer (it is what a
   * repeated request gets), and there is one such write a call.
   */
  write<T>(body: (tx: WriteTx) => Promise<T>): Promise<T>;
  /**
   * Loads once for all calls of a warm instance within `ttlMs`. Never for anything that concerns one person:
   * the next caller gets the same value. What is returned must not be changed.
   */
  cached<T>(key: string, ttlMs: number, load: () => Promise<T>): Promise<T>;
  log(fields: Readonly<Record<string, unknown>>): void;
  /** Milliseconds until the call's deadline: for work that can stop early with less. */
  left(): number;
}
