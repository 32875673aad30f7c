import type { CallSpec } from '#shared/contracts/kit';
import { authzWorld, memoryStage } from './memory';
import { runMatrix, type Outcome } from './matrix';

/**
 * The authorisation matrix on the in-memory port. Broken ones are told, not thrown.
 * @param only a part of the calls, for a test that has little time
 */
export async function runAuthz(only?: (spec: CallSpec) => boolean): Promise<Outcome> {
  const scene = await authzWorld();
  return runMatrix(memoryStage(scene), scene.people, scene.sides, only);
}

/** `cells=… covered=100% broken=0` */
export const authzLine = ({ cells, calls, covered, refused, broken }: Outcome): string =>
  `cells=${cells} calls=${calls} covered=${Math.floor((covered / calls) * 100)}% ` +
  `refused=${refused} broken=${broken.length}`;
