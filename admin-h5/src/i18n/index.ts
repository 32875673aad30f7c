import { computed, shallowRef } from 'vue';
import { zh, type Words } from './zh/index';

export type Lang = 'zh' | 'en';
const KEY = 'liandian.lang';

const words = shallowRef<Words>(zh);
export const lang = shallowRef<Lang>('zh');

/** The words of the chosen language; Chinese is the type, so a missing translation does not compile. */
export const t = computed(() => words.value);

/** English is fetched only when somebody wants it. */
export async function setLang(next: Lang): Promise<void> {
  words.value = next === 'zh' ? zh : (await import('./en/index')).en;
  lang.value = next;
  localStorage.setItem(KEY, next);
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en';
}

export const restoreLang = (): Promise<void> =>
  localStorage.getItem(KEY) === 'en' ? setLang('en') : Promise.resolve();
