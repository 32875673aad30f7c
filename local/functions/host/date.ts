/**
 * Puts the world's clock behind the global `Date`, and only there: timers keep real time, and values are
 * ordinary dates. So a function sees a moved day without a line of its own code.
 *
 * @param shared one float64, how far the world is ahead of real time, ms.
 */
export const followClock = (shared: SharedArrayBuffer): void => {
  const offset = new Float64Array(shared);
  const Real = Date;
  const now = () => Real.now() + (offset[0] ?? 0);

  const WorldDate = new Proxy(Real, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new Real(now()).toString(),
    get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
  });
  // A library that asks a date for its class must get the same one as everybody else.
  Object.defineProperty(Real.prototype, 'constructor', { value: WorldDate });
  globalThis.Date = WorldDate;
};
