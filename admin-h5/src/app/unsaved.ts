import { onBeforeUnmount, onMounted, type Ref } from 'vue';
import { onBeforeRouteLeave } from 'vue-router';
import { t } from '../i18n/index';
import { confirm } from '../ui/say';

/** Nobody loses what they typed by a stray click: asks before leaving the page or the tab. */
export function useUnsaved(dirty: Readonly<Ref<boolean>>): void {
  onBeforeRouteLeave(() => {
    const { title, body, leave: ok } = t.value.unsaved;
    return !dirty.value || confirm({ title, body, ok, danger: true });
  });
  const onUnload = (event: BeforeUnloadEvent): void => {
    if (dirty.value) event.preventDefault();
  };
  onMounted(() => addEventListener('beforeunload', onUnload));
  onBeforeUnmount(() => removeEventListener('beforeunload', onUnload));
}
