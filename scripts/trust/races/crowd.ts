import { seeded, type TestWorld } from '../../../cloudfunctions/kit/testing';
import { scheduler } from '../scheduler';
import { play, worldOf } from '../scenes/replay';
import type { Scene } from '../scenes/shape';

/** The scene's world, in which everybody waits for their turn at every database call. */
export const crowded = (scene: Scene, seed: number): TestWorld =>
  worldOf(scene, scheduler(seeded(seed)));

const idOf = (event: unknown): string | undefined => {
  const id = (event as { requestId?: unknown } | null)?.requestId;
  return typeof id === 'string' ? id : undefined;
};
export const hasRequestId = ({ event }: Scene): boolean => idOf(event) !== undefined;

/** The same wish as another request: what a second tap on another phone sends. */
export const anew = (scene: Scene, n: number): Scene => ({
  ...scene,
  event: { ...(scene.event as object), requestId: `race-${String(n).padStart(20, '0')}` },
});

export const together = (world: TestWorld, all: readonly Scene[]): Promise<unknown[]> =>
  Promise.all(all.map((scene) => play(world, scene)));
