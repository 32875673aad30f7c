import { initialsOf } from './pinyin';

/** Width, case and spaces do not matter to people who search. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase();

/** The words of a query; empty when it says nothing. */
export const wordsOf = (query: string | undefined): readonly string[] =>
  plain(query ?? '')
    .split(/[\s,，、]+/)
    .filter((word) => word !== '');

/** Two letters at least: one would find nearly everything. */
const LETTERS = /^[a-z][a-z0-9]+$/;

/**
 * Every word occurs somewhere: `牛奶 1L` finds 纯牛奶 with the spec 1L. A word of letters also finds by the first
 * letters of pinyin: `cnn` finds 纯牛奶. Without words everything is found.
 */
export function found(words: readonly string[], ...fields: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = plain(fields.join('\n'));
  let initials: string[] | undefined;
  return words.every((word) => {
    if (text.includes(word)) return true;
    if (!LETTERS.test(word)) return false;
    initials ??= fields.map((field) => initialsOf(plain(field)));
    return initials.some((letters) => letters.includes(word));
  });
}
