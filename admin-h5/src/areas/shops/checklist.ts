/** What a shop still lacks to open, or still holds before it may close. */
export const LEFT = [
  'hours',
  'loc',
  'area',
  'service',
  'orders',
  'transfers',
  'stock',
  'refunds',
  'codes',
] as const;
export type Left = (typeof LEFT)[number];

export interface LeftLine {
  readonly key: Left;
  /** How many; null when it is a thing that is there or not. */
  readonly count: number | null;
}

/** The refusal's `detail`: either numbers by kind, or a `missing` list of kinds. */
export function checklist(detail: Readonly<Record<string, unknown>> | undefined): LeftLine[] {
  if (!detail) return [];
  const missing = Array.isArray(detail['missing']) ? detail['missing'] : [];
  return LEFT.flatMap((key): LeftLine[] => {
    const value = detail[key];
    if (typeof value === 'number' && value > 0) return [{ key, count: value }];
    if (value === false || missing.includes(key)) return [{ key, count: null }];
    return [];
  });
}
