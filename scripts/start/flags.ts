import { parseArgs } from 'node:util';
import type { Size } from '../seed/world';

export interface Flags {
  readonly port: number | undefined;
  /** Undefined: in memory. */
  readonly dir: string | undefined;
  readonly size: Size;
  readonly fresh: boolean;
  readonly open: boolean;
  readonly quiet: boolean;
}

export const HELP = `npm start -- [flags]
  --port N             port of everything (default 4800; a taken one gives way to a free one)
  --data DIR           where the world is kept (default .local/data)
  --memory             keep nothing: the world ends with the process
  --seed demo|small|empty   what an empty world is filled with (default demo)
  --fresh              forget the kept world and begin anew
  --no-open            do not open a browser
  --quiet              no line per call`;

const SIZES: readonly string[] = ['demo', 'small', 'empty'];
const isSize = (text: string): text is Size => SIZES.includes(text);

/** Reads the flags; throws a sentence for a person when one is wrong. */
export function readFlags(args: readonly string[], defaultDir: string): Flags | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      data: { type: 'string' },
      memory: { type: 'boolean', default: false },
      seed: { type: 'string', default: 'demo' },
      fresh: { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: false },
      quiet: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  if (!isSize(values.seed))
    throw new Error(`--seed takes demo, small or empty, not ${values.seed}.`);
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65_536))
    throw new Error(`--port takes a number from 0 to 65535, not ${String(values.port)}.`);
  if (values.memory && values.data !== undefined)
    throw new Error('--memory and --data exclude each other.');
  return {
    port,
    dir: values.memory ? undefined : (values.data ?? defaultDir),
    size: values.seed,
    fresh: values.fresh,
    open: !values['no-open'] && process.stdout.isTTY === true && !process.env['CI'],
    quiet: values.quiet,
  };
}
