import { failed } from '../errors';
import { compile } from '../query/compile';
import { parsePath, valueAt, type Path } from '../values/path';
import { field, isFields, type Doc, type Fields, type Value } from '../values/value';

/** The concrete paths an update path means in a document: `$` is the element the filter found, `$[]` are all. */
export function places(path: Path, doc: Doc, filter: Fields): readonly Path[] {
  const at = path.findIndex((part) => part === '$' || part === '$[]');
  if (at < 0) {
    if (path.some((part) => part.startsWith('$[')))
      throw failed('No array filter found for identifier');
    return [path];
  }
  const before = path.slice(0, at);
  const after = path.slice(at + 1);
  const array = valueAt(doc, before);
  if (path[at] === '$') {
    const index = matchedIndex(doc, before, filter);
    return places([...before, String(index), ...after], doc, filter);
  }
  if (!Array.isArray(array)) {
    throw failed(
      `The path '${before.join('.')}' must exist in the document in order to apply array updates.`,
    );
  }
  return array.flatMap((_, i) => places([...before, String(i), ...after], doc, filter));
}

/** The first element that satisfies everything the filter says about the array. */
function matchedIndex(doc: Doc, array: Path, filter: Fields): number {
  const name = array.join('.');
  const about = conditionsOn(name, filter);
  const value = valueAt(doc, array);
  if (Object.keys(about).length > 0 && Array.isArray(value)) {
    const test = compile(about);
    const index = value.findIndex((item) => test(only(doc, array, item)));
    if (index >= 0) return index;
  }
  throw failed('The positional operator did not find the match needed from the query.');
}

/** The filter's conditions on a field or below it, those inside `$and` included. */
function conditionsOn(name: string, filter: Fields): Fields {
  const found: Fields = {};
  for (const [key, condition] of Object.entries(filter)) {
    if (key === name || key.startsWith(`${name}.`)) found[key] = condition;
    if (key !== '$and' || !Array.isArray(condition)) continue;
    const parts = condition.filter(isFields).map((part) => conditionsOn(name, part));
    const useful = parts.filter((part) => Object.keys(part).length > 0);
    if (useful.length > 0) found['$and'] = useful;
  }
  return found;
}

/** A document in which the array holds one element only. */
function only(doc: Doc, array: Path, item: Value): Doc {
  const [head = '', ...rest] = array;
  if (rest.length === 0) return { ...doc, [head]: [item] };
  const inner = field(doc, head);
  return { ...doc, [head]: only(isFields(inner) ? inner : {}, parsePath(rest.join('.')), item) };
}
