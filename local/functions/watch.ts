import type { FSWatcher } from 'node:fs';
import { mkdirSync, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';

/** A build writes several files; one look after the last of them is enough. */
const SETTLE_MS = 40;

/** Calls back soon after something in a folder of function folders changed. */
export const watchFolders = (dir: string, changed: () => void): { close(): void } => {
  const watchers: FSWatcher[] = [];
  let settle: NodeJS.Timeout | undefined;

  const note = () => {
    clearTimeout(settle);
    settle = setTimeout(() => {
      follow();
      changed();
    }, SETTLE_MS);
    settle.unref();
  };

  const open = (folder: string) => {
    const watcher = watch(folder, { persistent: false }, note);
    // A folder may vanish under its watcher while a build runs; the next look finds the new one.
    watcher.on('error', () => watcher.close());
    watchers.push(watcher);
  };

  /** Watchers of removed folders stay silent for ever, even when a build makes the folder anew: open all again. */
  const follow = () => {
    for (const watcher of watchers.splice(0)) watcher.close();
    open(dir);
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      if (entry.isDirectory()) open(join(dir, entry.name));
    }
  };

  mkdirSync(dir, { recursive: true });
  follow();
  return {
    close: () => {
      clearTimeout(settle);
      for (const watcher of watchers) watcher.close();
    },
  };
};
