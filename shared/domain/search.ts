/** Width, case and spaces do not matter to people who search. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase();

/** The words of a query; empty when it says nothing. */
export const wordsOf = (query: string | undefined): readonly string[] =>
  plain(query ?? '')
    .split(/[\s,，、]+/)
    .filter((word) => word !== '');

/** Every word occurs somewhere: `牛奶 1L` finds 纯牛奶 with the spec 1L. Without words everything is found. */
export function found(words: readonly string[], ...fields: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = plain(fields.join('\n'));
  return words.every((word) => text.includes(word));
}
