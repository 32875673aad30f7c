/** Builds again when the source changes; open pages reload by themselves. */
import { existsSync, watch, type FSWatcher } from 'node:fs';
import { buildPhone, sourceRoot } from './phone';
import type { PhoneBuild, PhoneOptions } from './types';

export interface PhoneWatch {
  /** The first build. */
  first: PhoneBuild;
  close(): void;
}

/** Editors write a file in several steps; the build waits until they are through. */
const SETTLE_MS = 60;

/** `onBuild` hears every later build; a build that throws goes to `onError` and the old files stay. */
export async function watchPhone(
  options: PhoneOptions,
  onBuild: (build: PhoneBuild) => void = () => {},
  onError: (error: unknown) => void = console.error,
): Promise<PhoneWatch> {
  const live: PhoneOptions = { ...options, live: true };
  const first = await buildPhone(live);
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const again = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running
        .then(() => buildPhone(live))
        .then((build) => (build.unchanged ? undefined : onBuild(build)))
        .catch(onError);
    }, SETTLE_MS);
  };
  const dirs = [sourceRoot(options), ...Object.values(options.alias ?? {})].filter(existsSync);
  const watchers: FSWatcher[] = dirs.map((dir) => watch(dir, { recursive: true }, again));
  return {
    first,
    close() {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
