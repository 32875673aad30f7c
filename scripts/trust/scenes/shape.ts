import type { Identity } from '../../../cloudfunctions/kit/platform';
import type { PayState } from '../../../cloudfunctions/kit/ports';

/**
 * One call of a unit test as it was about to be made: the whole world before it, who asks, and what came of
 * it. Every function has tests beside it, so every function has scenes; nobody writes generators twice.
 */
export interface Scene {
  readonly call: string;
  readonly event: unknown;
  readonly identity: Identity;
  /** Epoch ms of the world's clock. */
  readonly now: number;
  /** The world as `MemoryDb.dump` tells it. */
  readonly db: readonly (readonly [
    collection: string,
    docs: readonly { readonly _id: string }[],
  ])[];
  readonly payments: readonly (readonly [
    string,
    { openid: string; description: string; expiresAt: number; prepays: number; state: PayState },
  ])[];
  readonly refunds: readonly (readonly [
    string,
    { outTradeNo: string; amountFen: number; status: 'done' | 'processing' | 'failed' },
  ])[];
  /** `ok`, or the code of the refusal; of an HTTP call the status. */
  readonly outcome: string;
  /** Documents it inserted, changed or removed. */
  readonly changed: number;
  /** The test file it comes from. */
  readonly from: string;
}

/** Outcome of a reply of `serve` or `serveHttp`. */
export function outcomeOf(reply: unknown): string {
  if (typeof reply !== 'object' || reply === null) return 'none';
  const { ok, code, statusCode } = reply as Record<string, unknown>;
  if (typeof statusCode === 'number') return statusCode === 200 ? 'ok' : String(statusCode);
  return ok === true ? 'ok' : String(code);
}
