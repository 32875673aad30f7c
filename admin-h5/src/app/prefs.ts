import { shallowRef } from 'vue';

const KEY = 'liandian.theme';
type Theme = 'light' | 'dark';

const wished = (): Theme => {
  const kept = localStorage.getItem(KEY);
  if (kept === 'dark' || kept === 'light') return kept;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
};
export const theme = shallowRef<Theme>('light');

export function setTheme(next: Theme): void {
  theme.value = next;
  document.documentElement.setAttribute('theme-mode', next);
  localStorage.setItem(KEY, next);
}

// Paper is white: what is printed is drawn in the light theme.
addEventListener('beforeprint', () => document.documentElement.setAttribute('theme-mode', 'light'));
addEventListener('afterprint', () =>
  document.documentElement.setAttribute('theme-mode', theme.value),
);

/** The kept choice, else what the device prefers (which is then not written down). */
export function restoreTheme(): void {
  theme.value = wished();
  document.documentElement.setAttribute('theme-mode', theme.value);
}
