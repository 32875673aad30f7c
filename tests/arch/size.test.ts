import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** Data laid out as code may be long. */
const DATA =
  /scripts\/seed\/demo\/|\.generated\.|miniprogram\/components\/icon\/shapes|admin-h5\/src\/i18n\//;
const tracked = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.vue', '*.mjs'],
  { encoding: 'utf8' },
)
  .trim()
  .split('\n')
  .filter((file) => !DATA.test(file));
const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Deleted and not committed yet.
    return '';
  }
};

/** Without comments: prose may say "as any". */
const code = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

describe('files stay readable', () => {
  const lengths = tracked.map((file) => ({ file, lines: read(file).split('\n').length }));
  test('none over 400 lines', () => {
    expect(lengths.filter((f) => f.lines > 400).map((f) => `${f.file} ${f.lines}`)).toEqual([]);
  });
  test('nine in ten source files under 220, half under 90', () => {
    const source = lengths
      .filter((f) => !f.file.includes('.test.'))
      .map((f) => f.lines)
      .sort((a, b) => a - b);
    expect(source[Math.floor(source.length * 0.9)]).toBeLessThanOrEqual(220);
    expect(source[Math.floor(source.length * 0.5)]).toBeLessThanOrEqual(90);
  });
});

describe('no way around the type checker or a test', () => {
  test.each([
    /@ts-(ignore|nocheck)/,
    /\bas any\b/,
    /:\s*any\b/,
    /\b(it|test|describe)\.(skip|todo|only)\b/,
  ])('%s', (pattern) => {
    const hits = tracked.filter(
      (file) => !file.startsWith('tests/arch/') && pattern.test(code(read(file))),
    );
    expect(hits).toEqual([]);
  });
});
