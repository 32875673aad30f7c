/** A whole number from 0 to `n`. */
export type UpTo = (n: number) => number;

const DEEP = 200;
const nested = (): unknown => {
  let value: unknown = 1;
  for (let i = 0; i < DEEP; i += 1) value = { a: value };
  return value;
};

/** What an attacker, a broken client and a strange keyboard send in the place of any value. */
const VALUES: readonly (() => unknown)[] = [
  () => null,
  () => undefined,
  () => '',
  () => true,
  () => [],
  () => ({}),
  () => -1,
  () => -0,
  () => 0.1,
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => 2 ** 53,
  () => 1e308,
  () => '1',
  () => '__proto__',
  () => 'constructor',
  () => 'toString',
  () => 'x'.repeat(100_000),
  () => '\u0000',
  () => '\uD800',
  () => '\u202Eabc',
  () => '１３８００１３８０００',
  () => "1380013800' or 1",
  () => '../../etc/passwd',
  () => '<script>alert(1)</script>',
  () => '$where',
  () => ({ $gt: '' }),
  () => ({ $ne: null }),
  () => ({ $regex: '.*' }),
  () => ({ $set: { role: 'hqOwner' } }),
  () => JSON.parse('{"__proto__":{"admin":true}}') as unknown,
  () => JSON.parse('{"constructor":{"prototype":{"admin":true}}}') as unknown,
  () => [[[[]]]],
  () => Array.from({ length: 2_000 }, (_, i) => i),
  () => Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`k${i}`, i])),
  nested,
];
const KEYS = [
  '__proto__',
  'constructor',
  '$or',
  '$where',
  'a.b',
  'openid',
  'userInfo',
  'storeId',
  'role',
];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A copy with one place changed for the worse: a value replaced, a key added, taken away or renamed. */
export function worse(value: unknown, upTo: UpTo): unknown {
  const hostile = (): unknown => VALUES[upTo(VALUES.length - 1)]?.();
  if (Array.isArray(value)) {
    if (value.length === 0 || upTo(3) === 0) return hostile();
    const at = upTo(value.length - 1);
    if (upTo(4) === 0) return [...value, ...value, ...value];
    return value.map((one, i) => (i === at ? worse(one, upTo) : one));
  }
  if (!isRecord(value)) return hostile();
  const keys = Object.keys(value);
  const key = keys[upTo(Math.max(0, keys.length - 1))];
  const kind = upTo(9);
  if (key === undefined || kind === 0) {
    const made: Record<string, unknown> = { ...value };
    Object.defineProperty(made, KEYS[upTo(KEYS.length - 1)] ?? 'x', {
      value: hostile(),
      enumerable: true,
      configurable: true,
      writable: true,
    });
    return made;
  }
  if (kind === 1) return Object.fromEntries(Object.entries(value).filter(([k]) => k !== key));
  if (kind === 2) return hostile();
  return { ...value, [key]: worse(value[key], upTo) };
}
