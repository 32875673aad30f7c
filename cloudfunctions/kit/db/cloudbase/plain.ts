import type { Collection, Docs } from '#shared/model/docs';

/** A GeoJSON point as the SDK hands it out: an object of its own class. */
interface SdkPoint {
  readonly longitude: number;
  readonly latitude: number;
  toJSON(): unknown;
}
const isSdkPoint = (value: unknown): value is SdkPoint =>
  typeof value === 'object' &&
  value !== null &&
  'longitude' in value &&
  'latitude' in value &&
  'toJSON' in value;

/**
 * A document as it was inserted. The SDK turns GeoJSON points into its own class on reading; ours stay plain.
 * Points stand at the top of a document, so no deeper look is needed. The collection holds what was inserted
 * as `Docs[C]`.
 */
export function plainDoc<C extends Collection>(doc: unknown): Docs[C] | undefined {
  if (typeof doc !== 'object' || doc === null) return undefined;
  const fields = doc as Record<string, unknown>;
  for (const [key, value] of Object.entries(fields))
    if (isSdkPoint(value))
      fields[key] = { type: 'Point', coordinates: [value.longitude, value.latitude] };
  return fields as unknown as Docs[C];
}

export const plainDocs = <C extends Collection>(data: unknown): Docs[C][] =>
  (Array.isArray(data) ? data : []).flatMap((doc) => plainDoc<C>(doc) ?? []);
