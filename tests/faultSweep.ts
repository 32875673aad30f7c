import type { FaultKind } from '../cloudfunctions/kit/db/memory/faults';
import type { MemoryDb } from '../cloudfunctions/kit/db/memory';

const KINDS: readonly FaultKind[] = ['crashBefore', 'crashAfter', 'fail', 'lost'];

/**
 * Plays a story again and again, each time with another database call cut short in another way, until a
 * round no longer reaches the fault. `after` sees the world with the fault gone: it looks, and may go on.
 * Returns how many rounds struck.
 */
export async function faultSweep<W extends { readonly db: MemoryDb }>(
  make: () => W,
  act: (world: W) => Promise<unknown>,
  after: (world: W) => Promise<void> | void,
): Promise<number> {
  let struck = 0;
  for (const kind of KINDS) {
    for (let call = 1; ; call += 1) {
      const world = make();
      world.db.faults.arm(call, kind);
      await act(world);
      const hit = world.db.faults.struck;
      world.db.faults.clear();
      if (!hit) break;
      struck += 1;
      try {
        await after(world);
      } catch (error) {
        throw new Error(`after ${kind} at call ${call}`, { cause: error });
      }
    }
  }
  return struck;
}
