import { Condition } from '../../conditions';
import type { Change, Where } from '../../ports';
import { checkChange, checkWhere } from '../values';
import type { SdkCommand } from './sdk';

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function condition(_: SdkCommand, { op, value }: Condition): object {
  switch (op) {
    case 'ne':
      return _.neq(value);
    case 'in':
      return _.in(list(value));
    case 'nin':
      return _.nin(list(value));
    case 'exists':
      return _.exists(value === true);
    case 'between': {
      const [from, to] = list(value);
      return _.gte(from).and(_.lt(to));
    }
    default:
      return _[op](value);
  }
}

/** The SDK's form of a filter. It drops undefined values silently, so they are refused before. */
export function encodeWhere(_: SdkCommand, where: Where, collection: string): object {
  checkWhere(where, collection);
  return Object.fromEntries(
    Object.entries(where).map(([path, wanted]) => [
      path,
      wanted instanceof Condition ? condition(_, wanted) : wanted,
    ]),
  );
}

/** The SDK's form of a change. Values are wrapped: bare objects would be merged, empty ones dropped. */
export function encodeChange(_: SdkCommand, change: Change, collection: string): object {
  checkChange(change, collection);
  const each = (values: Readonly<Record<string, unknown>> | undefined, how: (v: never) => object) =>
    Object.entries(values ?? {}).map(([path, value]) => [path, how(value as never)]);
  return Object.fromEntries([
    ...each(change.set, (v) => _.set(v)),
    ...each(change.inc, (v) => _.inc(v)),
    ...(change.unset ?? []).map((path) => [path, _.remove()]),
    ...each(change.push, (v) => _.push([v])),
    ...each(change.pull, (v) => _.pull(v)),
  ]);
}
