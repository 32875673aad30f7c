import type { Code } from './protocol';
import type { HostWorker } from './worker';

/**
 * Brings a worker a version of a function that loads there: the wanted one, or the one that goes on serving when
 * that is broken.
 */
export const bring = async (
  worker: HostWorker,
  code: Code,
  onBroken: (code: Code, stack: string) => Code | undefined,
): Promise<{ readonly code: Code } | { readonly error: string }> => {
  const error = await worker.ensure(code);
  if (error === undefined) return { code };
  const older = worker.isOver() ? undefined : onBroken(code, error);
  return older ? bring(worker, older, onBroken) : { error };
};
