import { deployables } from './deployables';

/** Call → deployable, where the names differ. */
export const routes = (): Record<string, string> =>
  Object.fromEntries(
    deployables().flatMap((d) =>
      d.calls.filter((c) => c.name !== d.name).map((c) => [c.name, d.name]),
    ),
  );
