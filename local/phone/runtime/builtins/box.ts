/** Built-ins that only hold others. */
import { builtin } from './define';
import { hover, HOVER } from './hover';

export function registerBoxes(): void {
  for (const tag of ['view', 'cover-view'] as const) builtin(tag, HOVER, (host) => hover(host));
  builtin('text', { selectable: Boolean, userSelect: Boolean, space: String, decode: Boolean });
  builtin('root-portal', { enable: Boolean });
  builtin('match-media', {});
  builtin('share-element', {});
  builtin('open-data', { type: String });
  builtin('camera', { devicePosition: String, flash: String, mode: String });
  builtin(
    'page-container',
    { show: Boolean, overlay: Boolean, position: String, round: Boolean },
    (host) => {
      host.watch(['show'], () => host.el.toggleAttribute('shown', host.data.show));
    },
  );
}
