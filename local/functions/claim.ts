/**
 * Who has a call: it waits, runs, or was taken back. One atomic step decides between the worker that begins it and
 * the server that gives it to another worker, so a call never runs twice.
 */
export type Claim = SharedArrayBuffer;

const WAITING = 0;
const RUNNING = 1;
const WITHDRAWN = 2;

const move = (claim: Claim, to: number): boolean =>
  Atomics.compareExchange(new Int32Array(claim), 0, WAITING, to) === WAITING;

export const newClaim = (): Claim => new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);

/** For the worker: false when the call was given to somebody else. */
export const begin = (claim: Claim): boolean => move(claim, RUNNING);

/** For the server: false when the call has begun. */
export const withdraw = (claim: Claim): boolean => move(claim, WITHDRAWN);

export const hasBegun = (claim: Claim): boolean =>
  Atomics.load(new Int32Array(claim), 0) === RUNNING;
