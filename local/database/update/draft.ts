import { failed } from '../errors';
import { field, isFields, typeName, type Doc, type Fields, type Value } from '../values/value';
import type { Path } from '../values/path';

/** A place in the new version: its container is already a private copy, so assigning is safe. */
export interface Slot {
  readonly value: Value | undefined;
  set(value: Value): void;
  unset(): void;
}

const isIndex = (part: string): boolean => /^(0|[1-9]\d*)$/.test(part);

/** MongoDB's bound against a typo that would fill an array with millions of nulls. */
const MAX_PADDING = 1_500_000;

/**
 * A new version of a document in the making. Only the containers on a written path are copied; the rest is
 * shared with the old version, which readers may still hold.
 */
export class Draft {
  readonly doc: Doc;
  changed = false;
  readonly #own = new Set<object>();

  constructor(base: Doc) {
    this.doc = { ...base };
    this.#own.add(this.doc);
  }

  /** The slot at a path; missing parents are created where `create` is set, otherwise undefined is answered. */
  slot(path: Path, create: boolean): Slot | undefined {
    let container: Fields | Value[] = this.doc;
    const last = path.length - 1;
    for (let i = 0; i < last; i++) {
      const next = this.#descend(container, path, i, create);
      if (!next) return undefined;
      container = next;
    }
    return this.#slotIn(container, path, last, create);
  }

  #descend(container: Fields | Value[], path: Path, i: number, create: boolean) {
    const part = path[i] ?? '';
    const slot = this.#slotIn(container, path, i, create);
    if (!slot) return undefined;
    const { value } = slot;
    if (value !== undefined && !isFields(value) && !Array.isArray(value)) {
      if (!create) return undefined;
      throw failed(`Cannot create field '${path[i + 1]}' in element {${part}: ${show(value)}}`);
    }
    if (value === undefined && !create) return undefined;
    if (value !== undefined && this.#own.has(value)) return value;
    const copy: Fields | Value[] = Array.isArray(value) ? [...value] : { ...value };
    this.#own.add(copy);
    this.#assign(container, part, copy);
    return copy;
  }

  #slotIn(container: Fields | Value[], path: Path, i: number, create: boolean): Slot | undefined {
    const part = path[i] ?? '';
    if (Array.isArray(container)) {
      if (!isIndex(part)) {
        if (!create) return undefined;
        throw failed(
          `Cannot create field '${part}' in element {${path[i - 1]}: ${show(container)}}`,
        );
      }
      if (Number(part) - container.length > MAX_PADDING)
        throw failed(`can't backfill to '${part}'`);
    }
    const value = Array.isArray(container) ? container[Number(part)] : field(container, part);
    return {
      value,
      set: (next) => {
        this.changed = true;
        this.#assign(container, part, next);
      },
      unset: () => {
        if (value === undefined) return;
        this.changed = true;
        // An element taken out by name leaves a null, so that the others keep their places.
        if (Array.isArray(container)) container[Number(part)] = null;
        else Reflect.deleteProperty(container, part);
      },
    };
  }

  #assign(container: Fields | Value[], part: string, value: Value): void {
    if (!Array.isArray(container)) {
      container[part] = value;
      return;
    }
    while (container.length < Number(part)) container.push(null);
    container[Number(part)] = value;
  }
}

/** A value as error messages quote it. */
export const show = (value: Value): string =>
  typeof value === 'object' && value !== null ? typeName(value) : JSON.stringify(value);
