import type { Show } from '../../ui/conflict';
import { money } from '../../ui/format';

/** Fields of a product in words, for a reader who compares two versions of it. */
export const productText: Show = (value, key) => {
  if (key.endsWith('Fen')) return money(Number(value));
  if (Array.isArray(value)) return value.join('、');
  return String(value ?? '–');
};
