import type { MissReason, Tally } from '#shared/domain/forecast/accuracy';
import type { ForecastRow } from '#shared/domain/forecast/sheet';

/**
 * `_id` = `{storeId}:{page}`. What a shop's goods are expected to sell in the seven days after `day`, 150 products a
 * page, written over every night. Pages with an older `day` than the shop's newest are leftovers.
 */
export interface ForecastDoc {
  _id: string;
  storeId: string;
  page: number;
  /** Last business day of sales known. */
  day: string;
  rows: ForecastRow[];
  /** Day the model was last trained on; null: smoothing alone. */
  trainedUntil: string | null;
  at: number;
}

/** `_id` = `{storeId}:{slot}:{page}`, slot = day modulo 14: the forecast as it was made, until its week has come. */
export interface ForecastLogDoc extends ForecastDoc {
  slot: number;
  /** Worked out afterwards, from what was known that evening: nobody had ordered by it. */
  afterwards: boolean;
}

/** `_id` = `{storeId}:{slot}`, slot = day modulo 56: the week up to `day` against its forecast. */
export interface ForecastScoreDoc {
  _id: string;
  storeId: string;
  day: string;
  byCategory: Record<string, Tally>;
  misses: {
    skuId: string;
    expected: number;
    sold: number;
    outHours: number;
    reason: MissReason;
  }[];
  afterwards: boolean;
  at: number;
}

/**
 * JSON in pieces below the size of a document. `_id` = `{name}` the head, `{name}:{side}:{n}` the pieces: the side
 * that is not in use is written first, then the head turns to it.
 */
export interface ForecastModelDoc {
  _id: string;
  /** Of a head: where the pieces are and what they are; of a piece 0. */
  side: number;
  pieces: number;
  version: string;
  /** Of a piece. */
  text: string;
  /** Of a head: last business day learnt from, rows, CPU time so far. */
  until: string;
  rows: number;
  at: number;
}
