import { evalExpr } from 'mingo/core';
import * as expression from 'mingo/operators/expression';
import type { AnyObject, Options } from 'mingo/types';
import { failed } from '../errors';

/**
 * mingo's expressions, corrected where it differs from MongoDB: `$week` counts Sunday weeks, `$indexOfCP`
 * exists, `$indexOfBytes` counts bytes, `$substr` and `$substrBytes` take a negative length as "to the end".
 */
export const expressions = {
  ...expression,
  $week: (doc: AnyObject, argument: unknown, options: Options): number | null => {
    // Adjusting to the time zone is mingo's business: its day of the year and of the week are right.
    if (evalExpr(doc, dateOf(argument), options) == null) return null;
    const day = Number(expression.$dayOfYear(doc, argument, options));
    const weekday = Number(expression.$dayOfWeek(doc, argument, options));
    return Math.floor((day + 7 - weekday) / 7);
  },
  $indexOfCP: (doc: unknown, argument: unknown, options: Options): number | null =>
    indexOf('$indexOfCP', Array.from, evaluated(doc, argument, options)),
  $indexOfBytes: (doc: unknown, argument: unknown, options: Options): number | null =>
    indexOf('$indexOfBytes', (text) => [...Buffer.from(text)], evaluated(doc, argument, options)),
  $substr: substringOfBytes,
  $substrBytes: substringOfBytes,
};

/** Where a text begins in another, in units of what `split` makes of them; -1 for nowhere. */
function indexOf(
  operator: string,
  split: (text: string) => readonly unknown[],
  [text, wanted, start = 0, end]: readonly unknown[],
): number | null {
  if (text == null) return null;
  if (typeof text !== 'string' || typeof wanted !== 'string')
    throw failed(`${operator} requires strings as first and second argument`);
  const units = split(text).slice(0, typeof end === 'number' ? end : undefined);
  const needle = split(wanted);
  for (let i = Math.max(0, Number(start)); i + needle.length <= units.length; i++) {
    if (needle.every((unit, j) => units[i + j] === unit)) return i;
  }
  return -1;
}

function substringOfBytes(doc: unknown, argument: unknown, options: Options): string {
  const [text, start, length] = evaluated(doc, argument, options);
  if (typeof start !== 'number' || typeof length !== 'number')
    throw failed('$substrBytes: starting index and length must be numbers');
  if (start < 0) throw failed('$substrBytes: starting index must be non-negative');
  const source = text instanceof Date ? text.toISOString() : String(text ?? '');
  const bytes = Buffer.from(source);
  const end = length < 0 ? bytes.length : Math.min(bytes.length, start + length);
  if (continues(bytes[start]) || (end > start && continues(bytes[end])))
    throw failed(
      '$substrBytes: Invalid range, starting or ending in the middle of a UTF-8 character.',
    );
  return bytes.subarray(start, end).toString();
}

/** Whether a byte is inside a UTF-8 character rather than its beginning. */
const continues = (byte: number | undefined): boolean =>
  byte !== undefined && (byte & 0xc0) === 0x80;

const evaluated = (doc: unknown, argument: unknown, options: Options): unknown[] =>
  (Array.isArray(argument) ? argument : [argument]).map((part) => evalExpr(doc, part, options));

const dateOf = (argument: unknown): unknown =>
  typeof argument === 'object' && argument !== null && 'date' in argument
    ? argument.date
    : argument;
