import type { TestWorld } from '../../../cloudfunctions/kit/testing';

/**
 * A world without what chance made of it: made-up ids, sealed texts and derived codes become `#`. Two runs that
 * did the same, once each, look the same.
 */
export function effects(world: Pick<TestWorld, 'db'>, except: readonly string[] = []): string[] {
  const dump = JSON.parse(world.db.dump()) as [string, Record<string, unknown>[]][];
  return (
    dump
      .filter(([name]) => !except.includes(name))
      .flatMap(([name, docs]) =>
        docs.map((doc) => `${name} ${plain(JSON.stringify(sortedKeys(doc)))}`),
      )
      // Counts its writes, those that only held and gave back too.
      .map((line) => (line.startsWith('assets ') ? line.replace(/"version":\d+/, '') : line))
      .toSorted()
  );
}

/** Sealed texts, ids and codes made by chance, numbers of papers, which write of a call a row belongs to. */
const CHANCE: readonly (readonly [RegExp, string])[] = [
  [/cm1\.[\w.-]+/g, '#'],
  // Of an audit row: covers its trace id.
  [/"mac":"[^"]*"/g, '"mac":"#"'],
  [/[0-9A-Za-z]{20,}/g, '#'],
  [/\b[A-Z]{2}\d{6}[0-9A-Z]{5,12}\b/g, '#'],
  [/a_t_#_\d+_\d+/g, 'a_t_#'],
  [/wx_p_#_\d+/g, 'wx_p_#'],
  // Moments: what was cut off may be done later.
  [/\b1[78]\d{11}\b/g, 'T'],
  [/"inviteCode":"\w+"/g, '"inviteCode":"#"'],
];
export const plain = (text: string): string =>
  CHANCE.reduce((rest, [what, by]) => rest.replace(what, by), text);

/** How often and when something was tried is no effect. */
const TRIES = new Set(['tries', 'nextTryAt', 'lastError', 'lastRunAt', 'lastResult', 'leaseUntil']);

/** Documents keep the order in which fields were written; that is no difference. */
function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !TRIES.has(key))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sortedKeys(inner)]),
  );
}

/** What one world (`-`) has that the other (`+`) has not; of two alike documents the place where they part. */
export function difference(left: readonly string[], right: readonly string[]): string[] {
  const minus = (a: readonly string[], b: readonly string[]): string[] => {
    const rest = new Map<string, number>();
    for (const line of b) rest.set(line, (rest.get(line) ?? 0) + 1);
    return a.filter((line) => {
      const n = rest.get(line) ?? 0;
      rest.set(line, n - 1);
      return n <= 0;
    });
  };
  const [gone, come] = [minus(left, right), minus(right, left)];
  const head = (line: string): string => line.slice(0, line.indexOf(',') + 1 || 60);
  return [
    ...gone.map((line) => {
      const twin = come.findIndex((other) => head(other) === head(line));
      if (twin < 0) return `missing ${line.slice(0, 300)}`;
      const [other = ''] = come.splice(twin, 1);
      let at = 0;
      while (line[at] === other[at]) at += 1;
      const near = (text: string): string => text.slice(Math.max(0, at - 40), at + 60);
      return `${head(line)} … ${near(other)} … instead of … ${near(line)} …`;
    }),
    ...come.map((line) => `too much ${line.slice(0, 300)}`),
  ];
}
