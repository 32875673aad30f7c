import { checkWorld } from '../../../tests/invariants';
import type { TestWorld } from '../../../cloudfunctions/kit/testing';
import { effects, plain } from '../scenes/effects';
import { HQ_ROLES, STORE_ROLES } from '#shared/contracts/kit';
import { specOf } from '../scenes/scene';
import type { Scene } from '../scenes/shape';

/** Notes of how often something was tried; nobody owns them. */
const NOTES = ['counters', 'leases', 'jobs'];

/** Calls whose answer counts what was left to do, so that a second try counts less. Each says so in its contract. */
const COUNTS_WHAT_WAS_LEFT = new Set(['shelveProducts', 'voidCoupons']);

/** The answer a repeated call owes its caller; empty where none is owed. */
export const promised = (scene: Scene, reply: unknown): string =>
  specOf(scene.call).once === undefined || COUNTS_WHAT_WAS_LEFT.has(scene.call)
    ? ''
    : plain(JSON.stringify(reply));

/**
 * The world as far as a call promises it. Without a request number a second try is a second act (a look at a
 * phone number is noted twice): then every effect counts once, and rows of the audit not at all.
 */
export function seen(world: TestWorld, scene: Scene): string[] {
  const { once, kind } = specOf(scene.call);
  if ((once !== undefined || kind === 'timer') && !COUNTS_WHAT_WAS_LEFT.has(scene.call))
    return effects(world, NOTES);
  return [...new Set(effects(world, [...NOTES, 'auditLogs']))];
}

/** A1: what staff and headquarters change leaves a row in the audit log. */
export function untraced({ call, db, changed }: Scene, world: TestWorld): string[] {
  const { who } = specOf(call);
  const roles: readonly string[] = [...STORE_ROLES, ...HQ_ROLES];
  if (changed === 0 || !who.every((one) => roles.includes(one))) return [];
  const before = db.find(([name]) => name === 'auditLogs')?.[1].length ?? 0;
  return world.db.rows('auditLogs').length > before ? [] : [`${call}: A1 no trace of what it did`];
}

/** Some tests build only what they look at; such worlds have no invariants, but must still end alike. */
export function isSound(world: TestWorld): boolean {
  try {
    return checkWorld(world.db).length === 0;
  } catch {
    return false;
  }
}
