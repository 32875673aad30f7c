import { failed } from '../errors';
import { geoTests } from '../geo/operators';
import { someLeaf, type Path } from '../values/path';
import { isFields, type Fields, type Value } from '../values/value';
import { isScalarCondition } from './leaf-tests';

/** A test that must see the field as a whole rather than value by value. */
type PathTest = (doc: Fields, path: Path) => boolean;

/** The compiler itself, handed in because these operators contain conditions of their own. */
interface Compiler {
  compile(filter: Fields): (doc: Fields) => boolean;
  fieldTest(path: Path, condition: Value): (doc: Fields) => boolean;
}

type PathTestMaker = (argument: Value, compiler: Compiler) => PathTest;

const exists: PathTestMaker = (wanted) => {
  const expected = wanted !== false && wanted !== 0 && wanted !== null;
  return (doc, path) => someLeaf(doc, path, (leaf) => leaf !== undefined) === expected;
};

const size: PathTestMaker = (wanted) => {
  if (typeof wanted !== 'number' || !Number.isInteger(wanted) || wanted < 0)
    throw failed('$size needs a non-negative integer');
  return (doc, path) =>
    someLeaf(doc, path, (leaf) => Array.isArray(leaf) && leaf.length === wanted);
};

/** Each listed value (or `$elemMatch`) must be matched by some value of the field. */
const every: PathTestMaker = (wanted, compiler) => {
  if (!Array.isArray(wanted)) throw failed('$all needs an array');
  return (doc, path) =>
    wanted.length > 0 && wanted.every((item) => compiler.fieldTest(path, item)(doc));
};

const elementMatch: PathTestMaker = (condition, compiler) => {
  if (!isFields(condition)) throw failed('$elemMatch needs an Object');
  const test = elementTest(condition, compiler);
  return (doc, path) => someLeaf(doc, path, (leaf) => Array.isArray(leaf) && leaf.some(test));
};

/** A document condition never matches a scalar element; operators judge the element as it is. */
function elementTest(condition: Fields, compiler: Compiler): (element: Value) => boolean {
  if (isScalarCondition(condition)) {
    const test = compiler.fieldTest(['v'], condition);
    // Wrapped in an array, an element that is an array itself stays one value.
    return (element) => test({ v: Array.isArray(element) ? [element] : element });
  }
  const test = compiler.compile(condition);
  return (element) => {
    if (Array.isArray(element)) return test(Object.fromEntries(element.entries()));
    return isFields(element) && test(element);
  };
}

/** Operators decided by the whole field. */
export const pathTests: Readonly<Record<string, PathTestMaker>> = {
  $exists: exists,
  $size: size,
  $all: every,
  $elemMatch: elementMatch,
  ...geoTests,
};
