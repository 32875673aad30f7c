import { evaluate } from '../aggregate/engine';
import type { Fields, Value } from '../values/value';

/** `$expr`: true unless the expression yields false, null, 0 or nothing. */
export function evaluateExpression(expression: Value): (doc: Fields) => boolean {
  return (doc) => {
    const result = evaluate(doc, expression);
    return result !== false && result !== null && result !== undefined && result !== 0;
  };
}
