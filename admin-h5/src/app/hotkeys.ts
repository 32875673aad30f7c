import { onBeforeUnmount, onMounted } from 'vue';
import { useRouter } from 'vue-router';
import { AREAS } from './areas';
import { useMe } from './me';

/** After `g` the second key must follow within this time. */
const CHORD_MS = 1_200;

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** `/` to the search field, `g` + letter to an area, `?` for help. Never while typing. */
export function useHotkeys(help: () => void): void {
  const router = useRouter();
  const me = useMe();
  let chordUntil = 0;

  function onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === '/') {
      const field = document.querySelector<HTMLInputElement>('[data-search] input');
      if (!field) return;
      event.preventDefault();
      field.focus();
      field.select();
    } else if (event.key === '?') help();
    else if (event.key === 'g') chordUntil = event.timeStamp + CHORD_MS;
    else if (event.timeStamp < chordUntil) {
      chordUntil = 0;
      const area = AREAS.find((a) => a.key === event.key && me.can(a.needs));
      if (area) void router.push(area.path);
    }
  }
  onMounted(() => addEventListener('keydown', onKey));
  onBeforeUnmount(() => removeEventListener('keydown', onKey));
}

/** Ctrl+S (⌘S) saves the open form. */
export function useSaveKey(save: () => void): void {
  function onKey(event: KeyboardEvent): void {
    if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    save();
  }
  onMounted(() => addEventListener('keydown', onKey));
  onBeforeUnmount(() => removeEventListener('keydown', onKey));
}
