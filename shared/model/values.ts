/** Personal text sealed with AES-256-GCM: `cm1.<key id>.<base64url>`. */
export type Sealed = string;

/** Blind index: HMAC of the normalised value. */
export type BlindIndex = string;

export interface GeoPoint {
  readonly type: 'Point';
  /** [lng, lat] */
  readonly coordinates: readonly [number, number];
}
