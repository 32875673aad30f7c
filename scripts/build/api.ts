import { calls } from '#shared/contracts/index';
import { COMMON_ERRORS, HQ_ROLES, STORE_ROLES, type CallSpec } from '#shared/contracts/kit';
import { deployables } from './deployables';
import { fieldsOf, type Field } from './fields';

// By name: the order of a module's exports differs between loaders.
const specs = (Object.values(calls) as CallSpec[]).toSorted((a, b) => (a.name < b.name ? -1 : 1));
/** The order of a purchase, not of the alphabet. */
const CONTEXTS = [
  'stores',
  'catalog',
  'coupons',
  'orders',
  'members',
  'stock',
  'supply',
  'insights',
  'system',
];

/** `docs/api.md`: every call of the product as its contract tells it. */
export function apiDoc(): string {
  const contexts = [...new Set([...CONTEXTS, ...specs.map((spec) => spec.context)])];
  return [
    '# Calls',
    '',
    'Generated from `shared/contracts` by `npm run build`; do not edit.',
    '',
    `${specs.length} calls, ${deployables().length} deployables. A call answers \`{ ok: true, data }\` or`,
    '`{ ok: false, code, message, detail?, traceId }`. Money is in fen, times in epoch ms, distances in metres,',
    'positions in GCJ-02 unless `coord` says otherwise. `once`: a repeated `requestId` gets the first answer.',
    '',
    ...contexts.flatMap((context) => [
      `- **${context}** ${of(context)
        .map(({ name, title }) => `[${name}](#${name.toLowerCase()}) ${title}`)
        .join(' · ')}`,
    ]),
    '',
    '## Refusals of every call',
    '',
    ...table(['code', 'what it says'], Object.entries(COMMON_ERRORS)),
    ...contexts.flatMap((context) => [`## ${context}`, '', ...of(context).flatMap(section)]),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

const of = (context: string): CallSpec[] => specs.filter((spec) => spec.context === context);

const section = (spec: CallSpec): string[] => [
  `### ${spec.name}`,
  '',
  `${spec.title}. ${facts(spec).join(' · ')}`,
  '',
  ...fields('Input', fieldsOf(spec.input, 'input')),
  ...fields('Output', fieldsOf(spec.output, 'output')),
  ...(Object.keys(spec.errors).length > 0
    ? table(['refusal', 'what it says'], Object.entries(spec.errors))
    : []),
];

function facts(spec: CallSpec): string[] {
  return [
    `who: ${whoOf(spec)}`,
    ...(spec.deploy && spec.deploy !== spec.name ? [`deployable: \`${spec.deploy}\``] : []),
    ...(spec.scope ? [`only in shops of the caller (\`${spec.scope}\`)`] : []),
    ...(spec.once ? [spec.once === 'own' ? 'once, by ids derived from the request' : 'once'] : []),
    ...(spec.kind === 'http' ? ['HTTP access'] : []),
    ...(spec.cron ? [`timer \`${spec.cron}\``] : []),
    ...(spec.timeoutS ? [`${spec.timeoutS} s`] : []),
  ];
}

/** Roles, with a whole family under one word. */
function whoOf({ who }: CallSpec): string {
  const families = [
    ['any shop role', STORE_ROLES],
    ['any HQ role', HQ_ROLES],
  ] as const;
  let left: readonly string[] = who;
  const words: string[] = [];
  for (const [word, family] of families)
    if (family.every((role) => left.includes(role))) {
      words.push(word);
      left = left.filter((role) => !family.some((one) => one === role));
    }
  return [...left, ...words].join(', ');
}

const fields = (title: string, list: readonly Field[]): string[] =>
  list.length === 0
    ? []
    : table(
        [title, 'type'],
        list.map(({ path, type }) => [`\`${path}\``, type]),
      );

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  // A bar would end the cell, in code spans too.
  const row = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row), ''];
}
