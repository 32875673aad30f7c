/** Shapes of a shop's rules; the rules themselves lie in `hours.ts` and `delivery.ts`. */

/** Minutes of the local day; `end` above 1440 lies after midnight. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
export interface StoreHours {
  /** Seven lists, Sunday first. */
  readonly week: readonly (readonly Span[])[];
  /** Replaces the weekday's spans: holidays and 调休 workdays. */
  readonly specialDays: readonly {
    readonly day: string;
    readonly spans: readonly Span[];
    readonly note: string;
  }[];
  /** Temporary closures, epoch ms. */
  readonly closures: readonly {
    readonly from: number;
    readonly to: number;
    readonly reason: string;
  }[];
  /** Orders end this many minutes before closing. */
  readonly lastOrderMin: number;
}
export interface DeliveryArea {
  /** Rings of [lng, lat] (GCJ-02), outline first, then holes; null: the radius rules. */
  readonly polygon: readonly (readonly (readonly [number, number])[])[] | null;
  readonly radiusM: number;
  /** Ascending `uptoM`. */
  readonly tiers: readonly {
    readonly uptoM: number;
    readonly feeFen: number;
    readonly etaMin: number;
  }[];
  readonly minOrderFen: number;
  /** Goods amount from which freight is free; null: never. */
  readonly freeFromFen: number | null;
}
