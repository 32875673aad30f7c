import { compare } from '../values/compare';
import type { Value } from '../values/value';
import type { Rec } from './record';

/** One document at one place of an index; an array field gives a document several. */
export interface Entry {
  readonly values: readonly Value[];
  readonly rec: Rec;
}

/** Entries between two positions of the list. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const CHUNK = 512;

/**
 * Entries in index order, in chunks of bounded size: inserting moves a few hundred references, finding is two
 * binary searches. Positions are counted over the whole list.
 */
export class SortedList {
  readonly #directions: readonly number[];
  #chunks: Entry[][];

  constructor(directions: readonly number[], entries: Entry[]) {
    this.#directions = directions;
    const sorted = entries.sort((a, b) => this.#order(a, b));
    this.#chunks = [];
    for (let i = 0; i < sorted.length; i += CHUNK) this.#chunks.push(sorted.slice(i, i + CHUNK));
  }

  insert(entry: Entry): void {
    const { chunk, at } = this.#locate((other) => this.#order(other, entry) >= 0);
    const target = this.#chunks[chunk] ?? this.#chunks.at(-1);
    if (!target) {
      this.#chunks.push([entry]);
      return;
    }
    target.splice(chunk < this.#chunks.length ? at : target.length, 0, entry);
    if (target.length > 2 * CHUNK) {
      this.#chunks.splice(this.#chunks.indexOf(target) + 1, 0, target.splice(CHUNK));
    }
  }

  remove(entry: Entry): void {
    const { chunk, at } = this.#locate((other) => this.#order(other, entry) >= 0);
    const target = this.#chunks[chunk];
    if (!target || target[at]?.rec !== entry.rec) return;
    target.splice(at, 1);
    if (target.length === 0) this.#chunks.splice(chunk, 1);
  }

  /** Position of the first entry at or after (`after`: strictly after) these leading values. */
  position(values: readonly Value[], after: boolean): number {
    const bound = after ? 1 : 0;
    const { chunk, at } = this.#locate((entry) => this.#compareTo(entry.values, values) >= bound);
    let position = at;
    for (let i = 0; i < chunk; i++) position += this.#chunks[i]?.length ?? 0;
    return position;
  }

  /** The documents of a span, from its start or from its end. */
  *walk(span: Span, backwards: boolean): Generator<Rec> {
    let skip = backwards ? this.#length() - span.end : span.start;
    let left = span.end - span.start;
    const chunks = backwards ? this.#chunks.toReversed() : this.#chunks;
    for (const chunk of chunks) {
      if (skip >= chunk.length) {
        skip -= chunk.length;
        continue;
      }
      for (let i = skip; i < chunk.length && left > 0; i++, left--) {
        const entry = chunk[backwards ? chunk.length - 1 - i : i];
        if (entry) yield entry.rec;
      }
      skip = 0;
      if (left <= 0) return;
    }
  }

  #length(): number {
    return this.#chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  }

  /** First entry that satisfies `reached`, which must be false up to some point and true from there. */
  #locate(reached: (entry: Entry) => boolean): { chunk: number; at: number } {
    const chunk = firstIndex(this.#chunks.length, (i) => {
      const last = this.#chunks[i]?.at(-1);
      return last !== undefined && reached(last);
    });
    const entries = this.#chunks[chunk] ?? [];
    const at = firstIndex(entries.length, (i) => {
      const entry = entries[i];
      return entry !== undefined && reached(entry);
    });
    return { chunk, at };
  }

  #order(a: Entry, b: Entry): number {
    return this.#compareTo(a.values, b.values) || a.rec.seq - b.rec.seq;
  }

  #compareTo(values: readonly Value[], probe: readonly Value[]): number {
    for (let i = 0; i < probe.length; i++) {
      const order = compare(values[i], probe[i]);
      if (order !== 0) return order * (this.#directions[i] ?? 1);
    }
    return 0;
  }
}

function firstIndex(length: number, reached: (i: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reached(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
