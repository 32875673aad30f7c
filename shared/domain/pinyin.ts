import { INITIALS } from './pinyin.generated';

let letters: ReadonlyMap<string, string> | undefined;
/** Made when first asked for: most calls never search. */
function table(): ReadonlyMap<string, string> {
  letters ??= new Map(
    Object.entries(INITIALS).flatMap(([letter, chars]) =>
      [...chars].map((char) => [char, letter] as const),
    ),
  );
  return letters;
}

/** `纯牛奶 1L` → `cnn1l`: what people type who write by first letters. Signs and spaces fall away. */
export function initialsOf(text: string): string {
  const of = table();
  let initials = '';
  for (const char of text.toLowerCase())
    initials += of.get(char) ?? (/[a-z0-9]/.test(char) ? char : '');
  return initials;
}
