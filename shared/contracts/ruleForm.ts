import * as z from 'zod';
import { RULES, RULE_TYPES, type RuleForm } from '#shared/domain/campaigns/declare';
import type { Field } from '#shared/domain/campaigns/fields';
import { Id, Qty } from './shapes';

const MINUTES_OF_TWO_DAYS = 2_880;
const ids = (max: number) => z.array(Id).max(max);

/** The check of one declared field. */
function check(field: Field): z.ZodType {
  const { kind, min = 0, max = Number.MAX_SAFE_INTEGER } = field;
  switch (kind) {
    case 'text':
      return z.string().trim().max(max);
    case 'fen':
    case 'rate':
    case 'count':
      return z.int().min(min).max(max);
    case 'switch':
      return z.boolean();
    case 'skus':
    case 'categories':
    case 'levels':
    case 'rules':
      return ids(max);
    case 'weekdays':
      return z.array(z.int().min(0).max(6)).max(max);
    case 'spans':
      return z
        .array(
          z
            .object({
              start: z.int().min(0).max(1_439),
              end: z.int().min(1).max(MINUTES_OF_TWO_DAYS),
            })
            .refine(({ start, end }) => start < end),
        )
        .max(max);
    case 'gifts':
      return z
        .array(z.object({ skuId: Id, qty: Qty }))
        .min(min)
        .max(max);
    case 'tiers':
      return z
        .array(z.object(shapeOf(field.of ?? [])))
        .min(min)
        .max(max);
  }
}

const shapeOf = (fields: readonly Field[]): Record<string, z.ZodType> =>
  Object.fromEntries(
    fields.map((field) => [
      field.key,
      field.optional === true ? check(field).nullable() : check(field),
    ]),
  );

const oneRule = RULE_TYPES.map((type) =>
  z.object({ type: z.literal(type), ruleId: Id.nullable(), ...shapeOf(RULES[type].fields) }),
);

/** A rule as the editor sends it. The checks are built field by field from the declaration RuleForm is made of, hence the cast. */
export const RuleFormShape = z.discriminatedUnion('type', [...oneRule] as unknown as [
  (typeof oneRule)[number],
]) as unknown as z.ZodType<RuleForm, RuleForm>;
