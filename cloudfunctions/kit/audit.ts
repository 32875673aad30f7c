import { canonical } from './canonical';
import { scrub } from './log';

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
  'customer',
  'remark',
  'hash',
  'addressText',
  'pickupCode',
  'pickupCodeIdx',
]);
/** Bookkeeping that would only make rows longer. */
const SILENT = new Set(['_id', 'version', 'createdAt', 'updatedAt']);
const MAX_TEXT = 300;

const tell = (field: string, value: unknown): string => {
  if (value === undefined || value === null) return '';
  if (PERSONAL.has(field)) return '***';
  const text = scrub(typeof value === 'string' ? value : canonical(value));
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
};

/** Field by field, top level: what was, what is. */
export function changesOf(
  before: object | null,
  after: object | null,
): { field: string; before: string; after: string }[] {
  const was = new Map<string, unknown>(Object.entries(before ?? {}));
  const is = new Map<string, unknown>(Object.entries(after ?? {}));
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((f) => !SILENT.has(f) && canonical(was.get(f)) !== canonical(is.get(f)))
    .map((f) => ({ field: f, before: tell(f, was.get(f)), after: tell(f, is.get(f)) }));
}
