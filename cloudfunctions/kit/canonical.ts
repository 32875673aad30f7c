import { createHash } from 'node:crypto';

/** JSON with sorted keys: equal values have equal text. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, node: unknown) =>
    typeof node === 'object' && node !== null && !Array.isArray(node)
      ? Object.fromEntries(Object.entries(node).sort(([a], [b]) => (a < b ? -1 : 1)))
      : node,
  );

/** SHA-256 of the canonical text, hex. */
export const digest = (value: unknown): string =>
  createHash('sha256').update(canonical(value)).digest('hex');
