import { canonical } from './canonical';

/** Never told in an audit row; that they changed is. */
const PERSONAL = new Set([
  'phone',
  'phoneIdx',
  'openid',
  'openidIdx',
  'contact',
  'addresses',
  'sealed',
  'nickname',
  'pickupCode',
  'pickupCodeIdx',
]);
/** Bookkeeping that would only make rows longer. */
const SILENT = new Set(['_id', 'version', 'createdAt', 'updatedAt']);
const MAX_TEXT = 300;

const tell = (field: string, value: unknown): string => {
  if (value === undefined || value === null) return '';
  if (PERSONAL.has(field)) return '***';
  const text = typeof value === 'string' ? value : canonical(value);
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
};

export type Fields = Readonly<Record<string, unknown>> | null;

/** Field by field, top level: what was, what is. */
export function changesOf(
  before: Fields,
  after: Fields,
): { field: string; before: string; after: string }[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return fields
    .filter((f) => !SILENT.has(f) && canonical(before?.[f]) !== canonical(after?.[f]))
    .map((f) => ({ field: f, before: tell(f, before?.[f]), after: tell(f, after?.[f]) }));
}
