/** A 58 mm slip has 32 columns of the printer's narrow font; a Chinese character takes two. */
export const COLUMNS = 32;

/** Wide characters by their blocks: CJK, kana, full-width forms, CJK punctuation. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;

export const widthOf = (text: string): number =>
  [...text].reduce((width, char) => width + (WIDE.test(char) ? 2 : 1), 0);

/** As many characters as fit. */
export function cut(text: string, columns: number): string {
  let width = 0;
  let kept = '';
  for (const char of text) {
    width += widthOf(char);
    if (width > columns) return kept;
    kept += char;
  }
  return kept;
}

/** Breaks a text into rows; nothing is lost. */
export function wrap(text: string, columns = COLUMNS): string[] {
  const rows: string[] = [];
  let rest = text;
  while (rest !== '') {
    const row = cut(rest, columns);
    // A character wider than the slip would never fit: it stands alone.
    const taken = row === '' ? ([...rest][0] ?? '') : row;
    rows.push(taken);
    rest = rest.slice(taken.length);
  }
  return rows.length === 0 ? [''] : rows;
}

/** `left` and `right` at the two edges; what does not fit beside it begins a row of its own. */
export function spread(left: string, right: string, columns = COLUMNS): string[] {
  const room = columns - widthOf(left) - widthOf(right);
  if (room >= 1) return [left + ' '.repeat(room) + right];
  return [...wrap(left, columns), ' '.repeat(Math.max(0, columns - widthOf(right))) + right];
}

export const centred = (text: string, columns = COLUMNS): string =>
  ' '.repeat(Math.max(0, Math.floor((columns - widthOf(text)) / 2))) + text;
