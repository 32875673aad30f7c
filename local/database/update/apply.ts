import { failed } from '../errors';
import { parsePath, type Path } from '../values/path';
import { isFields, type Doc, type Fields, type Value } from '../values/value';
import { checkStorable } from './storable';
import { Draft } from './draft';
import { arrayUpdates } from './arrays';
import { fieldUpdates, rename } from './fields';
import { places } from './positional';
import type { ChangeMaker } from './change';

/** What an update made of a document; `changed` is false if every value was already there. */
export interface Updated {
  readonly doc: Doc;
  readonly changed: boolean;
}

/** An update ready to be applied to any number of documents. */
export type Update = (doc: Doc) => Updated;

type Step = (draft: Draft, doc: Doc) => void;

/**
 * Checks update operators once. `filter` is what positional paths (`items.$.n`) refer to, `now` what
 * `$currentDate` writes; `inserting` lets `$setOnInsert` take part.
 */
export function compileUpdate(
  operators: Fields,
  filter: Fields,
  now: () => number,
  inserting = false,
): Update {
  const steps: Step[] = [];
  const taken: string[] = [];
  for (const [operator, changes] of Object.entries(operators)) {
    if (!isFields(changes)) {
      throw failed(`Modifiers operate on fields but we found type ${typeof changes} instead.`);
    }
    if (operator === '$setOnInsert' && !inserting) continue;
    for (const [dotted, argument] of Object.entries(changes)) {
      claim(taken, dotted);
      if (operator === '$rename') claim(taken, String(argument));
      steps.push(step(operator, parsePath(dotted), argument, filter, now));
    }
  }
  return (doc) => {
    const draft = new Draft(doc);
    for (const apply of steps) apply(draft, doc);
    return draft.changed ? { doc: draft.doc, changed: true } : { doc, changed: false };
  };
}

/** Two operators may not write the same path, nor one inside the other. */
function claim(taken: string[], dotted: string): void {
  if (dotted === '') throw failed('An empty update path is not valid.');
  const clash = taken.some(
    (other) => other === dotted || other.startsWith(`${dotted}.`) || dotted.startsWith(`${other}.`),
  );
  if (clash) throw failed(`Updating the path '${dotted}' would create a conflict at '${dotted}'`);
  taken.push(dotted);
}

function step(
  operator: string,
  path: Path,
  argument: Value,
  filter: Fields,
  now: () => number,
): Step {
  const first = path[0] ?? '';
  if (first.startsWith('$')) {
    throw failed(
      `The dollar ($) prefixed field '${first}' in '${path.join('.')}' is not valid for storage.`,
    );
  }
  if (operator === '$rename') return rename(path, argument);
  const make = Object.hasOwn(UPDATES, operator) ? UPDATES[operator] : undefined;
  if (!make) throw failed(`Unknown modifier: ${operator}`);
  const change = make(argument, now);
  const name = path.join('.');
  const write: Step = (draft, doc) => {
    for (const place of places(path, doc, filter)) {
      const slot = draft.slot(place, change.creates);
      if (slot) change.apply(slot, name);
    }
  };
  return first === '_id' ? immutable(write) : write;
}

/** Writing the value `_id` already has is allowed. */
function immutable(write: Step): Step {
  return (draft, doc) => {
    const probe = new Draft(doc);
    write(probe, doc);
    if (String(probe.doc['_id']) !== String(doc['_id']))
      throw failed("Performing an update on the path '_id' would modify the immutable field '_id'");
    write(draft, doc);
  };
}

const UPDATES: Readonly<Record<string, ChangeMaker>> = { ...fieldUpdates, ...arrayUpdates };

/** A whole new content under the same `_id`, as `doc.set` sends it. */
export function replacement(content: Fields, id: Value): Doc {
  const { _id: given, ...rest } = content;
  if (given !== undefined && given !== id)
    throw failed("Performing an update on the path '_id' would modify the immutable field '_id'");
  checkStorable(rest);
  return { _id: id, ...rest };
}
