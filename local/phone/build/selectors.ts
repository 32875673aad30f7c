/** Selectors of WXSS in terms of the elements the browser runtime makes. */
import selectorParser from 'postcss-selector-parser';
import { BUILTIN_TAGS } from '../tags';

/** Stands before every class name; the runtime puts the style scope there. */
export const SCOPE = '\u0001';
/** Stands for the path of the component in `:host`. */
export const HOST = '\u0002';

const builtin = new Set<string>(BUILTIN_TAGS);

const processor = selectorParser((root) => {
  root.walkTags((tag) => {
    if (tag.value === 'page') tag.value = 'wx-page';
    else if (builtin.has(tag.value)) tag.value = `wx-${tag.value}`;
  });
  root.walkClasses((name) => {
    name.value = SCOPE + name.value;
  });
  root.walkPseudos((pseudo) => {
    if (pseudo.value !== ':host') return;
    // `:host(.on)` is the host that also is `.on`.
    const also = pseudo.nodes.flatMap((selector) => selector.nodes);
    pseudo.value = `[wx-host="${HOST}"]`;
    pseudo.nodes = [];
    for (const node of also.toReversed()) pseudo.parent?.insertAfter(pseudo, node);
  });
});

export function browserSelector(selector: string): string {
  // The parser escapes the control character; the style text must hold it bare.
  return processor.processSync(selector).replace(/\\1 ?/g, SCOPE);
}
