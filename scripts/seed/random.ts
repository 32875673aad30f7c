/** Seeded randomness: the same seed gives the same world. */
export interface Random {
  /** [0, 1) */
  next(): number;
  /** Integer in [from, to]. */
  int(from: number, to: number): number;
  chance(p: number): boolean;
  pick<T>(values: readonly T[]): T;
  /** Value of a distribution given by quantiles at `at`, linear between them. */
  quantile(values: readonly number[], at: readonly number[]): number;
  normal(): number;
  poisson(mean: number): number;
  /** An independent stream that does not shift when another one draws more. */
  fork(name: string): Random;
}

const hash = (text: string): number => {
  let h = 2_166_136_261;
  for (const c of text) h = Math.imul(h ^ (c.codePointAt(0) ?? 0), 16_777_619);
  return h >>> 0;
};

/** mulberry32: 32 bits of state, even enough for demo data. */
export function random(seed: string): Random {
  let state = hash(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const self: Random = {
    next,
    int: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: (p) => next() < p,
    pick: (values) => values[Math.floor(next() * values.length)] as (typeof values)[number],
    quantile(values, at) {
      const u = next();
      const i = at.findIndex((q) => q >= u);
      if (i < 0) return values.at(-1) ?? 0;
      if (i === 0) return values[0] ?? 0;
      const [q0 = 0, q1 = 1, v0 = 0, v1 = 0] = [at[i - 1], at[i], values[i - 1], values[i]];
      return v0 + ((v1 - v0) * (u - q0)) / (q1 - q0);
    },
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    poisson(mean) {
      if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * self.normal()));
      const limit = Math.exp(-mean);
      let n = 0;
      for (let p = next(); p > limit; p *= next()) n += 1;
      return n;
    },
    fork: (name) => random(`${seed}/${name}`),
  };
  return self;
}
