import type { Tx } from '../ports';
import type { DbCall } from './call';
import { isConflict, isExpired, isUnknown } from './errors';

/** A transaction as an adapter gives it. */
export interface RawTx extends Tx {
  commit(): Promise<void>;
  abort(): Promise<void>;
}

const TRIES = 8;
const FIRST_PAUSE_MS = 8;
const LONGEST_PAUSE_MS = 800;

/**
 * Runs and commits `body`, again after conflicts: the SDK's own loop retries at once, four times, and loses
 * most buyers of a hot document. A lost answer to the commit leaves the outcome unknown; the body is run again
 * and must therefore be repeatable. The error thrown at last is the original one.
 */
export async function retrying<T>(
  call: DbCall,
  begin: () => Promise<RawTx>,
  body: (tx: Tx) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    let tx: RawTx | undefined;
    try {
      tx = await begin();
      const value = await body(tx);
      await tx.commit();
      return value;
    } catch (error) {
      const again = isConflict(error) || isExpired(error) || isUnknown(error);
      // After a conflict the server has ended the transaction itself.
      if (tx && !isConflict(error) && !isExpired(error)) await quietly(tx.abort());
      const pauseMs =
        Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS) * (0.5 + call.random());
      if (!again || attempt >= TRIES || call.left() < pauseMs * 2) throw error;
      await call.pause(pauseMs);
    }
  }
}

async function quietly(abort: Promise<void>): Promise<void> {
  try {
    await abort;
  } catch {
    // The server drops the transaction by itself after 30 s; the first error is the one to tell.
  }
}
