import type { Arc, Arcs } from './arcs';
import type { ItemRule } from './itemRules';
import type { Path } from './settle';

/** What one item rule took off one line, and of how many pieces. */
export interface Cut {
  readonly rule: ItemRule;
  readonly fen: number;
  readonly qty: number;
}

/** Step 2 as it was decided, by line in the order of the arcs. */
export function cutsOf({ lines }: Arcs, { arcs }: Path): (readonly Cut[])[] {
  let s = 0;
  return lines.map(({ arcs: ways }, i) => {
    const arc: Arc | undefined = ways[arcs[i] ?? 0];
    const cuts = arc?.cuts[s] ?? [];
    s = arc?.next[s] ?? 0;
    return (arc?.rules ?? [])
      .map((rule, at) => ({ rule, fen: cuts[at]?.fen ?? 0, qty: cuts[at]?.qty ?? 0 }))
      .filter(({ fen }) => fen > 0);
  });
}
