import { failed } from '../errors';
import { isFields, type Value } from '../values/value';

/** BSON's limit on nesting. */
const MAX_DEPTH = 100;

/** Refuses field names that begin with a dollar sign, at any depth: they would read as operators. */
export function checkStorable(value: Value, path = '', depth = 0): void {
  if (depth > MAX_DEPTH) throw failed('Document exceeds the maximum nesting depth of 100');
  if (Array.isArray(value)) {
    for (const item of value) checkStorable(item, path, depth + 1);
    return;
  }
  if (!isFields(value)) return;
  for (const name in value) {
    const full = path === '' ? name : `${path}.${name}`;
    if (name.charCodeAt(0) === 36) {
      throw failed(
        `The dollar ($) prefixed field '${name}' in '${full}' is not valid for storage.`,
      );
    }
    checkStorable(value[name] ?? null, full, depth + 1);
  }
}
