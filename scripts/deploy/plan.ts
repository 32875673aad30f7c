import { collections } from '#shared/model/collections';
import { deployables } from '../build/deployables';
import { VARIABLES } from '../build/cloudbaserc';

/** One thing the deployment does; every step is safe to repeat. */
export type Step =
  | { readonly do: 'collection'; readonly name: string }
  | { readonly do: 'index'; readonly collection: string; readonly index: MgoIndex }
  | { readonly do: 'rule'; readonly collection: string }
  | { readonly do: 'functions'; readonly names: readonly string[] }
  | {
      readonly do: 'triggers';
      readonly name: string;
      readonly triggers: readonly { name: string; type: 'timer'; config: string }[];
    }
  | { readonly do: 'httpAccess'; readonly name: string; readonly path: string }
  | { readonly do: 'hosting'; readonly dir: string; readonly to: string };

/** An index as the manager API spells it. */
export interface MgoIndex {
  readonly IndexName: string;
  readonly MgoKeySchema: {
    readonly MgoIndexKeys: readonly {
      readonly Name: string;
      readonly Direction: '1' | '-1' | '2dsphere';
    }[];
    readonly MgoIsUnique: boolean;
  };
}

/** The order matters: data first, so that no function ever meets a missing collection. */
export function plan(): Step[] {
  const all = deployables();
  return [
    ...collections.map(({ name }): Step => ({ do: 'collection', name })),
    ...collections.flatMap(({ name, indexes }) =>
      indexes.map((index): Step => ({
        do: 'index',
        collection: name,
        index: {
          IndexName: index.name,
          MgoKeySchema: {
            MgoIndexKeys: index.keys.map((k) => ({ Name: k.field, Direction: `${k.direction}` })),
            MgoIsUnique: false,
          },
        },
      })),
    ),
    // Clients read and write nothing directly: all access goes through functions.
    ...collections.map(({ name }): Step => ({ do: 'rule', collection: name })),
    { do: 'functions', names: all.map((d) => d.name) },
    ...all
      .filter((d) => d.triggers.length > 0)
      .map((d): Step => ({ do: 'triggers', name: d.name, triggers: d.triggers })),
    ...all.flatMap((d): Step[] =>
      d.path ? [{ do: 'httpAccess', name: d.name, path: d.path }] : [],
    ),
    { do: 'hosting', dir: 'dist/admin-h5', to: 'admin-h5' },
  ];
}

/** What the operator must set before deploying; values never pass through a file of ours. */
export const missingVariables = (env: Readonly<Record<string, string | undefined>>): string[] =>
  ['TENCENTCLOUD_SECRETID', 'TENCENTCLOUD_SECRETKEY', ...VARIABLES].filter((name) => !env[name]);
