/**
 * `npm run quote -- --world w.json --cart c.json [--explain shopper|clerk|hq] [--exhaustive]`: prints the quote
 * with its trace as JSON, for anyone to check by hand (docs/pricing.md). `--explain` prints it in words;
 * `--exhaustive` also tries every combination there is and says whether one is cheaper.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type * as z from 'zod';
import { best, searched } from '#shared/domain/pricing/best';
import { compile } from '#shared/domain/pricing/compile';
import { exhaustive } from '#shared/domain/pricing/exhaustive';
import { explain } from '#shared/domain/pricing/explain';
import { cartFile, worldFile } from './schema';

const AUDIENCES = ['shopper', 'clerk', 'hq'] as const;
const text = { type: 'string' } as const;

function stop(...said: string[]): never {
  for (const line of said) console.error(line);
  process.exit(2);
}

function read<T>(name: string, file: string | undefined, schema: z.ZodType<T>): T {
  if (file === undefined) return stop(`--${name} FILE.json is missing (docs/pricing.md)`);
  let said: unknown;
  try {
    said = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return stop(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const checked = schema.safeParse(said);
  if (checked.success) return checked.data;
  return stop(
    ...checked.error.issues.map(
      (one) => `${file}: ${one.path.join('.') || '(file)'}: ${one.message}`,
    ),
  );
}

function options() {
  try {
    return parseArgs({
      options: { world: text, cart: text, explain: text, exhaustive: { type: 'boolean' } },
    }).values;
  } catch (error) {
    return stop(error instanceof Error ? error.message : String(error));
  }
}

const values = options();
const world = read('world', values.world, worldFile);
const { lines, choices } = read('cart', values.cart, cartFile);
const quote = best(lines, world, choices);

if (values.explain !== undefined) {
  const audience = AUDIENCES.find((one) => one === values.explain);
  if (!audience) stop(`--explain ${AUDIENCES.join('|')}`);
  for (const sentence of explain(quote, audience)) console.log(sentence.text);
} else {
  const model = compile(lines, world, choices);
  const { evaluations, nodes, exact, totalFen } = searched(model);
  const checked = values.exhaustive ? { exhaustiveFen: exhaustive(model).totalFen } : {};
  console.log(
    JSON.stringify(
      { quote, search: { beforePointsFen: totalFen, evaluations, nodes, exact, ...checked } },
      null,
      2,
    ),
  );
}
