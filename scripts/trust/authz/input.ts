import * as z from 'zod';
import type { CallSpec } from '#shared/contracts/kit';
import type { Ids } from './objects';
import { SPECIAL } from './special';

interface Node {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly items?: Node;
  readonly prefixItems?: readonly Node[];
  readonly minItems?: number;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
  readonly allOf?: readonly Node[];
  readonly pattern?: string;
  readonly default?: unknown;
}

const TEXTS = ['x1', '19900000777', '2026-11-22', '12:00', '2026-11', 'https://a.example/b.png'];

/** A text of the least length that the pattern takes. */
function text({ pattern, minLength = 1 }: Node): string {
  if (pattern === undefined) return 'x'.repeat(Math.max(1, minLength));
  const rule = new RegExp(pattern, 'u');
  const found = [...TEXTS, 'x'.repeat(16), '1'.repeat(8), '1'.repeat(13)].find((t) => rule.test(t));
  if (found === undefined) throw new Error(`no text for ${pattern}`);
  return found;
}

/** The least value a schema takes. A field that names a thing takes that thing's id, asked for or not. */
function least(node: Node, ids: Ids, name = ''): unknown {
  const named = ids[name];
  if (node.const !== undefined) return node.const;
  if (node.enum) return node.enum[0];
  const choice = node.anyOf ?? node.oneOf;
  if (choice) {
    const wanted = choice.find((one) => one.type !== 'null') ?? choice[0];
    return wanted ? least(wanted, ids, name) : null;
  }
  if (node.allOf?.[0]) return least(node.allOf[0], ids, name);
  switch (node.type) {
    case 'string':
      return named ?? text(node);
    case 'integer':
    case 'number':
      return Math.max(node.minimum ?? 0, (node.exclusiveMinimum ?? -1) + 1, 0);
    case 'boolean':
      return false;
    case 'array':
      return Array.from({ length: node.minItems ?? 0 }, () =>
        least(node.items ?? {}, ids, name.replace(/s$/, '')),
      );
    case 'object':
      return Object.fromEntries(
        Object.entries(node.properties ?? {})
          .filter(([key]) => node.required?.includes(key) === true || ids[key] !== undefined)
          .map(([key, value]) => [key, least(value, ids, key)]),
      );
    default:
      return null;
  }
}

const schemas = new Map<string, Node>();
function schemaOf({ name, input }: CallSpec): Node {
  const known = schemas.get(name);
  if (known) return known;
  // The library's own type of a schema is wider; these are the parts that our contracts use.
  const made = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Node;
  schemas.set(name, made);
  return made;
}

/** The least input of a call that its contract takes, naming the things given. A new request number each time. */
export function leastInput(spec: CallSpec, ids: Ids, requestId: string): Record<string, unknown> {
  const schema = schemaOf(spec);
  const plain = { ...(least(schema, { ...ids, requestId }) as Record<string, unknown>) };
  const input = { ...plain, ...SPECIAL[spec.name]?.(ids) };
  const parsed = spec.input.safeParse(input);
  if (!parsed.success)
    throw new Error(`${spec.name}: ${parsed.error.issues.map((i) => i.path.join('.')).join(', ')}`);
  return JSON.parse(JSON.stringify(input)) as Record<string, unknown>;
}

/** Which of the owned things a call's input names. */
export function namedThings(spec: CallSpec, ids: Ids): string[] {
  const schema = schemaOf(spec);
  return Object.keys(schema.properties ?? {}).filter((key) => ids[key] !== undefined);
}
