import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { calls } from '#shared/contracts/index';
import type { CallSpec } from '#shared/contracts/kit';
import { walk } from '../../lib/walk';
import type { Scene } from './shape';

/** Where `npm test` and `npm run trust` keep them. */
export const SCENES = path.join('.cache', 'trust', 'scenes');

export const specs: readonly CallSpec[] = Object.values(calls);
export const specOf = (name: string): CallSpec => {
  const spec = specs.find((one) => one.name === name);
  if (!spec) throw new Error(`no call ${name}`);
  return spec;
};

/** All recorded scenes, by call, in a repeatable order. */
export function loadScenes(dir = SCENES): Map<string, Scene[]> {
  const known = new Set(specs.map(({ name }) => name));
  const found = new Map<string, Scene[]>();
  if (!existsSync(dir)) return found;
  for (const file of walk(dir).toSorted()) {
    const scene = JSON.parse(readFileSync(file, 'utf8')) as Scene;
    if (!known.has(scene.call)) continue;
    found.set(scene.call, [...(found.get(scene.call) ?? []), scene]);
  }
  return found;
}
