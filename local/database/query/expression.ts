import { evaluate } from '../aggregate/engine';
import type { Fields, Value } from '../values/value';

/** Computes an aggregation expression over a document. */
export type Evaluate = (doc: Fields, expression: Value) => unknown;

/** `$expr`: true unless the expression yields false, null, 0 or nothing. */
export function expressionTest(
  expression: Value,
  compute: Evaluate = evaluate,
): (doc: Fields) => boolean {
  return (doc) => {
    const result = compute(doc, expression);
    return result !== false && result !== null && result !== undefined && result !== 0;
  };
}
