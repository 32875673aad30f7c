import type { Elasticity } from './effects';
import { liftsAt } from './events';
import type { EventLift, Occurrence } from './events';
import type { Track } from './history';
import { poolsAt } from './pools';
import type { Pool } from './pools';
import type { Calendar, Series } from './series';

/**
 * What the chain as a whole knows on the evening of a day. All keys hold the region or the shop, so a scene may be made
 * for one region at a time, from that region's series alone.
 */
export interface Scene {
  /** Epoch day of the last sales known. */
  readonly origin: number;
  readonly calendar: Calendar;
  readonly elasticity: Elasticity;
  readonly events: ReadonlyMap<string, EventLift>;
  /** A category in a shop. */
  readonly shelf: ReadonlyMap<string, Pool>;
  /** A category in a region. */
  readonly category: ReadonlyMap<string, Pool>;
  /** A product in a region. */
  readonly item: ReadonlyMap<string, Pool>;
}
export const shelfKey = (s: Series): string => `${s.region}\n${s.store}\n${s.category}`;
export const categoryKey = (s: Series): string => `${s.region}\n${s.category}`;
export const itemKey = (s: Series): string => `${s.region}\n${s.item}`;

/** What does not change from evening to evening. */
export interface Backdrop {
  readonly calendar: Calendar;
  readonly elasticity: Elasticity;
  readonly past: readonly Occurrence[];
}

export const sceneAt = (tracks: readonly Track[], backdrop: Backdrop, origin: number): Scene => ({
  origin,
  calendar: backdrop.calendar,
  elasticity: backdrop.elasticity,
  events: liftsAt(backdrop.past, origin),
  shelf: poolsAt(tracks, origin, shelfKey),
  category: poolsAt(tracks, origin, categoryKey),
  item: poolsAt(tracks, origin, itemKey),
});
