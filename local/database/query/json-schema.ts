import { failed } from '../errors';
import { equal } from '../values/compare';
import { field, isFields, type Fields, type Value } from '../values/value';
import { hasType } from './leaf-tests';

type Check = (value: Value) => boolean;

/** Compiles `$jsonSchema`: the keywords MongoDB documents for validation of fields, arrays and numbers. */
export function jsonSchema(schema: Value): (doc: Fields) => boolean {
  return check(schema);
}

function check(schema: Value): Check {
  if (!isFields(schema)) throw failed('$jsonSchema must be an object');
  const checks = Object.entries(schema).map(([keyword, argument]) => {
    const make = KEYWORDS[keyword];
    if (!make) throw failed(`Unknown $jsonSchema keyword: ${keyword}`);
    return make(argument);
  });
  return (value) => checks.every((test) => test(value));
}

const JSON_TYPES: Readonly<Record<string, string>> = { boolean: 'bool', integer: 'int' };

const ifNumber =
  (test: (value: number, bound: number) => boolean) =>
  (bound: Value): Check =>
  (value) =>
    typeof value !== 'number' || test(value, Number(bound));

const ifString =
  (test: (length: number, bound: number) => boolean) =>
  (bound: Value): Check =>
  (value) =>
    typeof value !== 'string' || test(Array.from(value).length, Number(bound));

const ifArray =
  (test: (length: number, bound: number) => boolean) =>
  (bound: Value): Check =>
  (value) =>
    !Array.isArray(value) || test(value.length, Number(bound));

const list = (argument: Value): Value[] => (Array.isArray(argument) ? argument : [argument]);

const KEYWORDS: Readonly<Record<string, (argument: Value) => Check>> = {
  bsonType: hasType,
  type: (names) =>
    hasType(
      list(names).map((name) => (typeof name === 'string' ? (JSON_TYPES[name] ?? name) : name)),
    ),
  enum: (values) => (value) => list(values).some((item) => equal(item, value)),
  required: (names) => (value) =>
    !isFields(value) || list(names).every((name) => field(value, String(name)) !== undefined),
  properties: (schemas) => {
    const checks = Object.entries(isFields(schemas) ? schemas : {}).map(
      ([name, schema]) => [name, check(schema)] as const,
    );
    return (value) =>
      !isFields(value) ||
      checks.every(([name, test]) => {
        const item = field(value, name);
        return item === undefined || test(item);
      });
  },
  items: (schema) => {
    const test = check(schema);
    return (value) => !Array.isArray(value) || value.every(test);
  },
  minimum: ifNumber((value, bound) => value >= bound),
  maximum: ifNumber((value, bound) => value <= bound),
  multipleOf: ifNumber((value, bound) => value % bound === 0),
  minLength: ifString((length, bound) => length >= bound),
  maxLength: ifString((length, bound) => length <= bound),
  minItems: ifArray((length, bound) => length >= bound),
  maxItems: ifArray((length, bound) => length <= bound),
  pattern: (source) => {
    const wanted = new RegExp(String(source));
    return (value) => typeof value !== 'string' || wanted.test(value);
  },
  allOf: (schemas) => {
    const checks = list(schemas).map(check);
    return (value) => checks.every((test) => test(value));
  },
  anyOf: (schemas) => {
    const checks = list(schemas).map(check);
    return (value) => checks.some((test) => test(value));
  },
  not: (schema) => {
    const test = check(schema);
    return (value) => !test(value);
  },
  title: () => () => true,
  description: () => () => true,
};
