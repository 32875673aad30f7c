import * as z from 'zod';
import { expect, test } from 'vitest';
import { Fen, Id, Lines } from '#shared/contracts/shapes';
import { fieldsOf } from './fields';

test('a shape is listed field by field, nested ones below their parent', () => {
  const shape = z.object({
    storeId: Id,
    lines: Lines,
    feeFen: Fen.nullable(),
    mode: z.enum(['pickup', 'delivery']).default('pickup'),
    note: z.string().max(20).optional(),
    place: z.object({ lng: z.number().min(-180).max(180) }).nullable(),
    ring: z.array(z.tuple([z.number(), z.number()])).min(4),
    byHour: z.record(z.string(), z.object({ orders: z.int().min(0) })),
  });
  expect(fieldsOf(shape, 'input').map((field) => `${field.path}: ${field.type}`)).toEqual([
    'storeId: id',
    'lines: list 1 … 50 of object',
    'lines[].skuId: id',
    'lines[].qty: pieces 1 … 9999',
    'feeFen: fen or null',
    'mode?: `pickup` `delivery`, `"pickup"` if left out',
    'note?: text ≤ 20',
    'place: object or null',
    'place.lng: number -180 … 180',
    'ring: list ≥ 4 of [number, number]',
    'byHour: record of object',
    'byHour{}.orders: integer ≥ 0',
  ]);
});

test('what a preset fills in is always there in the output', () => {
  const shape = z.object({ mode: z.string().default('pickup') });
  expect(fieldsOf(shape, 'output')).toEqual([
    { path: 'mode', type: 'text, `"pickup"` if left out' },
  ]);
});
