/** Reloads the page when the builder has written another build. */
import { getJson } from './clock';

const ASK_EVERY_MS = 1_000;

export function liveReload(current: string): void {
  setInterval(async () => {
    if (document.hidden) return;
    const answer = await getJson<{ build: string }>(`build.json?${Date.now()}`);
    if (answer && answer.build !== current) location.reload();
  }, ASK_EVERY_MS);
}
