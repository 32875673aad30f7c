import type { CallSpec } from '#shared/contracts/kit';
import { collections } from '#shared/model/collections';
import type { Collection, Docs } from '#shared/model/docs';
import { testWorld, type TestWorld } from '../../../cloudfunctions/kit/testing';
import type { Platform } from '../../../cloudfunctions/kit/platform';
import type { Answer, Sides, Stage } from './matrix';
import { foundations, ownAll, FOREIGN_STORE, OWN_STORE } from './objects';
import { principals, type Principal } from './principals';

type Runnable = { on(platform: Platform): (event: unknown) => Promise<unknown> };
type Keys = Parameters<typeof testWorld>[0];

/** Everybody and everything of the matrix, made in memory; `docs` loads the same into another database. */
export async function authzWorld(options: Keys = {}) {
  const world = testWorld(options);
  foundations(world);
  const buyer = world.as.shopper('o_buyer_own');
  const stranger = world.as.shopper('o_buyer_foreign');
  const own = await ownAll(world, OWN_STORE, buyer);
  const foreign = await ownAll(world, FOREIGN_STORE, stranger);
  const people = principals(world, { buyer, stranger });
  const sides: Sides = {
    own,
    foreign,
    buyers: { shopper: 'own', otherShopper: 'foreign', shopperForgingTimer: 'foreign' },
  };
  return { world, people, sides, docs: docsOf(world) };
}

type AllDocs = Map<Collection, Docs[Collection][]>;

const docsOf = (world: TestWorld): AllDocs =>
  new Map(
    collections
      .map(({ name }) => name as Collection)
      .map((name) => [name, world.db.rows(name)] as const)
      .filter(([, rows]) => rows.length > 0),
  );

/**
 * The refusals themselves are written down, and so is the answer of a request that found nothing to do: neither
 * the audit log nor the stored answers are what a refusal must leave alone.
 */
export const NOT_COMPARED: ReadonlySet<string> = new Set(['auditLogs', 'auditHeads', 'requests']);

export function memoryStage({ docs }: { docs: AllDocs }, options: Keys = {}): Stage {
  const mains = new Map<string, Runnable>();
  const mainOf = async ({ context, name }: CallSpec): Promise<Runnable> => {
    const known = mains.get(name);
    if (known) return known;
    const file = `../../../cloudfunctions/${context}/${name}.ts`;
    const module = (await import(/* @vite-ignore */ file)) as { main: Runnable };
    mains.set(name, module.main);
    return module.main;
  };
  const again = (): TestWorld => {
    const fresh = testWorld(options);
    for (const [name, rows] of docs) fresh.db.put(name, ...rows);
    return fresh;
  };
  let stage = again();
  return {
    async send(who: Principal, spec: CallSpec, input): Promise<Answer> {
      stage.cold();
      const main = await mainOf(spec);
      return answerOf(await main.on(stage.platformOf(who.caller.identity))(input));
    },
    fingerprint: async () =>
      JSON.stringify([...stage.db.writes()].filter(([name]) => !NOT_COMPARED.has(name))),
    restore: async () => {
      stage = again();
    },
  };
}

/** A call's reply, or an HTTP answer. */
export function answerOf(reply: unknown): Answer {
  const text = JSON.stringify(reply);
  const fields = reply as { ok?: boolean; code?: string; statusCode?: number };
  if (typeof fields.statusCode === 'number')
    return { ok: fields.statusCode < 300, code: String(fields.statusCode), text };
  return { ok: fields.ok === true, code: fields.code ?? '', text };
}
