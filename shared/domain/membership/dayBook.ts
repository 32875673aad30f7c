import type { Entry, OweKind } from './ledger';
import { unbalanced } from './ledger';

/** What one business day did to one book. */
export interface BookDay {
  readonly book: string;
  readonly txns: number;
  readonly accounts: readonly { readonly account: string; readonly fen: number }[];
  readonly owed: readonly Owed[];
}
export interface Owed {
  readonly to: string;
  readonly kind: OweKind;
  readonly fen: number;
}

/** Adds transactions up, book by book; keeps the ids of those that do not balance. */
export class DayBooks {
  readonly wrong: string[] = [];
  readonly #books = new Map<
    string,
    { txns: number; accounts: Map<string, number>; owed: Map<string, Owed> }
  >();

  add({ _id, entries }: { readonly _id: string; readonly entries: readonly Entry[] }): void {
    if (unbalanced(entries) !== '') this.wrong.push(_id);
    for (const name of new Set(entries.map(({ book }) => book))) this.#book(name).txns += 1;
    for (const { account, deltaFen, book, kind } of entries) {
      const { accounts, owed } = this.#book(book);
      const of = generalAccount(account);
      accounts.set(of, (accounts.get(of) ?? 0) + deltaFen);
      if (kind === undefined) continue;
      const to = account.split(':').at(-1) ?? '';
      const key = `${to}|${kind}`;
      owed.set(key, { to, kind, fen: (owed.get(key)?.fen ?? 0) + deltaFen });
    }
  }

  /** HQ's book is there even on a day without any transaction: the day was closed. */
  days(): BookDay[] {
    this.#book('hq');
    return [...this.#books].map(([book, { txns, accounts, owed }]) => ({
      book,
      txns,
      accounts: [...accounts]
        .map(([account, fen]) => ({ account, fen }))
        .filter(({ fen }) => fen !== 0)
        .toSorted((a, b) => (a.account < b.account ? -1 : 1)),
      owed: [...owed.values()].filter(({ fen }) => fen !== 0),
    }));
  }

  #book(name: string) {
    const known = this.#books.get(name);
    if (known) return known;
    const made = { txns: 0, accounts: new Map<string, number>(), owed: new Map<string, Owed>() };
    this.#books.set(name, made);
    return made;
  }
}

/** Members' own accounts are one line each of principal and bonus. */
export const generalAccount = (account: string): string =>
  account.startsWith('member:') ? `members:${account.split(':').at(-1) ?? ''}` : account;
