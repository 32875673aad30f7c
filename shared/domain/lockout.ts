import { MINUTE_MS } from './time';

/** Wrong passwords in a row until the name is locked, and for how long. */
export const TRIES = 5;
export const LOCK_MS = 15 * MINUTE_MS;
