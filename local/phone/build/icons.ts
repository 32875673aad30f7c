/** TDesign's icon font lives on a server; here each used icon becomes an SVG mask in the style sheet. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Root } from 'postcss';

/** The folder of the SVG icons, or `undefined` when the package is not installed. */
export function findIcons(): string | undefined {
  try {
    const manifest = createRequire(import.meta.url).resolve('tdesign-icons-svg/package.json');
    return join(dirname(manifest), 'src');
  } catch {
    return undefined;
  }
}

/** Every quoted kebab-case word: a superset of the icon names in use. */
export function quotedWords(texts: Iterable<string>): Set<string> {
  const words = new Set<string>();
  for (const text of texts) {
    for (const [, word] of text.matchAll(/["'`]([a-z][a-z0-9-]+)["'`]/g)) words.add(word ?? '');
  }
  return words;
}

/** Replaces `.t-icon-name:before { content: "\\E…" }` rules; unused names are dropped. */
export function iconMasks(root: Root, words: ReadonlySet<string>, iconDir: string): void {
  root.walkRules(/t-icon-[\w-]+:before$/, (rule) => {
    const name = /t-icon-([\w-]+):before$/.exec(rule.selector)?.[1] ?? '';
    const file = join(iconDir, `${name}.svg`);
    if (!words.has(name) || !existsSync(file)) {
      rule.remove();
      return;
    }
    rule.removeAll();
    const mask = `url("data:image/svg+xml,${encodeURIComponent(cleanSvg(readFileSync(file, 'utf8')))}")`;
    for (const [prop, value] of [
      ['content', '""'],
      ['display', 'inline-block'],
      ['width', '1em'],
      ['height', '1em'],
      ['background', 'currentColor'],
      ['mask', `${mask} center/contain no-repeat`],
    ] as const) {
      rule.append({ prop, value });
    }
  });
}

function cleanSvg(svg: string): string {
  return svg
    .replace('view-box', 'viewBox')
    .replaceAll('currentColor', '#000')
    .replace(/ class="[^"]*"/, '');
}
