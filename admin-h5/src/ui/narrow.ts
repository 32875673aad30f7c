import { onScopeDispose, ref, type Ref } from 'vue';

function useMedia(query: string): Ref<boolean> {
  const media = matchMedia(query);
  const hit = ref(media.matches);
  const update = (): void => {
    hit.value = media.matches;
  };
  media.addEventListener('change', update);
  onScopeDispose(() => media.removeEventListener('change', update));
  return hit;
}

/** A phone held upright. */
export const useNarrow = (): Ref<boolean> => useMedia('(max-width: 640px)');
/** Up to a Pad: the side menu shows icons only. */
export const useCompact = (): Ref<boolean> => useMedia('(max-width: 1100px)');
