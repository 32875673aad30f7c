import * as z from 'zod';

/** Names of Object.prototype's members are no ids: they would reach into every plain object. */
const inherited = new Set(Object.getOwnPropertyNames(Object.prototype));

export const Id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_:-]{0,63}$/)
  .refine((id) => !inherited.has(id));
/** Made by the phone once per intent and kept until answered: a retried tap is the same request. */
export const RequestId = z.string().regex(/^[A-Za-z0-9-]{16,64}$/);
/** Integer fen; ¥10 million at most. */
export const Fen = z.int().min(0).max(1_000_000_000);
export const SignedFen = z.int().min(-1_000_000_000).max(1_000_000_000);
export const Qty = z.int().min(1).max(9_999);
export const Count = z.int().min(0).max(1_000_000_000);
/** Epoch ms. */
export const Time = z.int().min(0);
/** Business day, `2026-11-22`. */
export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const Cursor = z.string().max(200);
export const Text = (max: number) => z.string().trim().min(1).max(max);
export const Note = (max: number) => z.string().trim().max(max);

/** Position as a phone gives it; stored positions are always GCJ-02. */
export const Point = z.object({
  lng: z.number().min(-180).max(180),
  /** Wider than the globe: swapped numbers are taken as an unknown position, not refused. */
  lat: z.number().min(-180).max(180),
  coord: z.enum(['wgs84', 'gcj02']).default('gcj02'),
});
export const Place = z.object({ lng: z.number(), lat: z.number() });

/** Of a file in cloud storage; whose it is stands in its path. */
export const FileId = z
  .string()
  .max(300)
  .regex(/^cloud:\/\/[\w.-]+\/[\w/.-]+$/);

export const Line = z.object({ skuId: Id, qty: Qty });
export const Lines = z.array(Line).min(1).max(50);
export const Mode = z.enum(['pickup', 'delivery']);

/** A page of a list: `next` is absent on the last one. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: Cursor.optional() });
/** A page of a table that shows totals. */
export const tableOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), total: Count });
/** The order of a table: a field, with `-` before it from the largest down. */
export const orderOf = <const F extends string>(...fields: F[]) =>
  z.enum([...fields, ...fields.map((field): `-${F}` => `-${field}`)]);
export const TablePage = {
  page: z.int().min(1).max(1_000).default(1),
  size: z.int().min(1).max(100).default(20),
};
