import { calls, type CallName } from '#shared/contracts/index';
import type { CallSpec } from '#shared/contracts/kit';

/** One unit of deployment: a cloud function that serves one call, or all calls of an HQ area. */
export interface Deployable {
  readonly name: string;
  readonly calls: readonly CallSpec[];
  /** Seconds. */
  readonly timeout: number;
  readonly triggers: readonly {
    readonly name: string;
    readonly type: 'timer';
    readonly config: string;
  }[];
  /** HTTP access path; undefined when the function is not reachable by HTTP. */
  readonly path?: string;
}

/** Groups the contracts by `deploy`; a call without one is deployed on its own. */
export function deployables(): Deployable[] {
  const groups = new Map<string, CallSpec[]>();
  // Sorted: the order of a module's exports differs between loaders, what is generated may not.
  for (const name of (Object.keys(calls) as CallName[]).toSorted()) {
    const spec = calls[name] as CallSpec;
    const key = spec.deploy ?? spec.name;
    groups.set(key, [...(groups.get(key) ?? []), spec]);
  }
  return [...groups].map(([name, specs]) => ({
    name,
    calls: specs,
    timeout: Math.max(...specs.map((s) => s.timeoutS ?? 20)),
    triggers: specs
      .filter((s) => s.cron !== undefined)
      .map((s) => ({ name: s.name, type: 'timer', config: s.cron ?? '' })),
    ...(specs.some((s) => s.kind === 'http') ? { path: `/${name}` } : {}),
  }));
}

/** The source of a deployable's entry: the call's own file, or a router over several. */
export function entrySource({ name, calls: specs }: Deployable): string {
  const from = (spec: CallSpec) => `./cloudfunctions/${spec.context}/${spec.name}`;
  const [only] = specs;
  if (specs.length === 1 && only?.name === name) return `export { main } from '${from(only)}';`;
  return [
    `import { group } from './cloudfunctions/kit/group';`,
    ...specs.map((s) => `import { main as ${s.name} } from '${from(s)}';`),
    `export const main = group({ ${specs.map((s) => s.name).join(', ')} });`,
  ].join('\n');
}

/** What DevTools, the CLI and the local CloudBase read beside `index.js`. */
export const functionConfig = ({ timeout, triggers }: Deployable) => ({
  timeout,
  memorySize: 256,
  triggers,
});
