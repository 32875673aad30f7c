import { HQ, accounts, entry, type Entry, type OweKind } from './ledger';
import type { Owed } from './dayBook';

export interface Statement {
  readonly book: string;
  /** Positive: pays; negative: receives. */
  readonly netFen: number;
  readonly lines: readonly Owed[];
}

/**
 * Nets what shops and HQ owe each other over a period: one statement a book, each line what it owes somebody
 * for something. Every debt is somebody's claim, so the sum over all is 0; otherwise a book is missing.
 */
export function settle(
  days: readonly { readonly book: string; readonly owed: readonly Owed[] }[],
): Statement[] {
  const books = new Map<string, Map<string, Owed>>();
  for (const { book, owed } of days) {
    const lines = books.get(book) ?? new Map<string, Owed>();
    books.set(book, lines);
    for (const { to, kind, fen } of owed) {
      // What earlier settlements moved out is theirs.
      if (kind === 'settlement') continue;
      const key = `${to}|${kind}`;
      lines.set(key, { to, kind, fen: (lines.get(key)?.fen ?? 0) + fen });
    }
  }
  const statements = [...books]
    .map(([book, lines]) => {
      const kept = [...lines.values()].filter(({ fen }) => fen !== 0).toSorted(inOrder);
      return { book, netFen: kept.reduce((sum, { fen }) => sum + fen, 0), lines: kept };
    })
    .filter(({ book, lines }) => lines.length > 0 || book === HQ)
    .toSorted((a, b) => (a.book === HQ ? -1 : b.book === HQ ? 1 : a.book < b.book ? -1 : 1));
  // HQ's statement is there whenever there is one at all, even when HQ owes nobody.
  return statements.some(({ lines }) => lines.length > 0) ? statements : [];
}

const inOrder = (a: { to: string; kind: OweKind }, b: { to: string; kind: OweKind }): number =>
  a.to === b.to ? (a.kind < b.kind ? -1 : 1) : a.to < b.to ? -1 : 1;

/** The accounts between shops go to 0; what is left to pay stands in one account of the book. */
export function settlementEntries({ book, netFen, lines }: Statement): Entry[] {
  const owed = new Map<string, number>();
  for (const { to, fen } of lines) owed.set(to, (owed.get(to) ?? 0) + fen);
  return [
    ...[...owed].flatMap(([to, fen]): Entry[] =>
      fen === 0
        ? []
        : [{ account: accounts.between(book, to), deltaFen: -fen, book, kind: 'settlement' }],
    ),
    ...entry(accounts.settled(book), netFen, book),
  ];
}
