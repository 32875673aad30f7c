import { failed } from '../errors';
import { isFields, type Fields, type Value } from '../values/value';
import { equal } from '../values/compare';
import { parsePath, someLeaf, type Path } from '../values/path';
import { leafTests } from './leaf-tests';
import { pathTests } from './path-tests';
import { expressionTest, type Evaluate } from './expression';
import { jsonSchema } from './json-schema';

/** Whether a document satisfies a filter. */
export type Predicate = (doc: Fields) => boolean;

const always: Predicate = () => true;

/**
 * Compiles a filter once; testing a document then allocates nothing. Unknown operators are refused here.
 * `compute` evaluates `$expr` where it stands inside a pipeline with variables of its own.
 */
export function compile(filter: Fields, compute?: Evaluate): Predicate {
  const tests = Object.entries(filter).map(([name, condition]) =>
    name.startsWith('$')
      ? logical(name, condition, compute)
      : fieldTest(parsePath(name), condition),
  );
  return all(tests);
}

/** Compiles what stands right of a field name: a value to equal, or an object of operators. */
export function fieldTest(path: Path, condition: Value): Predicate {
  if (!isOperators(condition)) return equalTo(path, condition);
  const tests = Object.entries(condition).map(([operator, argument]) =>
    operatorTest(path, operator, argument, condition),
  );
  return all(tests);
}

/** An object is a set of operators if its first key says so; mixing both is refused, as MongoDB does. */
export function isOperators(condition: Value): condition is Fields {
  if (!isFields(condition)) return false;
  const names = Object.keys(condition);
  return names[0]?.startsWith('$') ?? false;
}

function equalTo(path: Path, wanted: Value): Predicate {
  if (wanted instanceof RegExp) {
    const test = leafTests.$regex?.(wanted, {});
    return (doc) => someLeaf(doc, path, (leaf) => expand(leaf, (value) => test?.(value) === true));
  }
  const name = path[0];
  const plain = wanted !== null && typeof wanted !== 'object';
  if (path.length === 1 && name !== undefined && plain) {
    // The commonest test of all: a top-level field against a scalar.
    return (doc) => {
      const value = Object.hasOwn(doc, name) ? doc[name] : undefined;
      return (
        value === wanted || (typeof value === 'object' && expand(value, (v) => equal(v, wanted)))
      );
    };
  }
  return (doc) =>
    someLeaf(doc, path, (leaf) => expand(leaf, (value) => equal(value ?? null, wanted)));
}

function operatorTest(path: Path, operator: string, argument: Value, all: Fields): Predicate {
  if (operator === '$not') {
    const inner = isOperators(argument) || argument instanceof RegExp ? argument : undefined;
    if (inner === undefined) throw failed('$not needs a regex or a document');
    const test = fieldTest(path, inner);
    return (doc) => !test(doc);
  }
  const whole = pathTests[operator];
  if (whole) {
    const test = whole(argument, { compile, fieldTest });
    return (doc) => test(doc, path);
  }
  const negated = NEGATIONS[operator];
  const build = leafTests[negated ?? operator];
  if (!build) throw failed(`unknown operator: ${operator}`);
  const test = build(argument, all);
  const some: Predicate = (doc) => someLeaf(doc, path, (leaf) => expand(leaf, test));
  return negated === undefined ? some : (doc) => !some(doc);
}

/** `$ne` and `$nin` mean that no value of the field matches, which is not "some value differs". */
const NEGATIONS: Readonly<Record<string, string>> = { $ne: '$eq', $nin: '$in' };

/** A condition on an array holds if it holds for the array or for one of its elements. */
function expand(leaf: Value | undefined, test: (value: Value | undefined) => boolean): boolean {
  if (Array.isArray(leaf) && leaf.some(test)) return true;
  return test(leaf);
}

function logical(operator: string, argument: Value, compute?: Evaluate): Predicate {
  if (operator === '$comment') return always;
  if (operator === '$expr') return expressionTest(argument, compute);
  if (operator === '$jsonSchema') return jsonSchema(argument);
  if (operator !== '$and' && operator !== '$or' && operator !== '$nor')
    throw failed(`unknown top level operator: ${operator}`);
  if (!Array.isArray(argument) || argument.length === 0 || !argument.every(isFields))
    throw failed(`${operator} must be a nonempty array of objects`);
  const tests = argument.map((part) => (isFields(part) ? compile(part, compute) : always));
  if (operator === '$and') return all(tests);
  if (operator === '$or') return (doc) => tests.some((test) => test(doc));
  return (doc) => !tests.some((test) => test(doc));
}

function all(tests: Predicate[]): Predicate {
  const [first, second] = tests;
  if (!first) return always;
  if (!second) return first;
  return (doc) => tests.every((test) => test(doc));
}
