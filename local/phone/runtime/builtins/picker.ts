/** `picker`: a tap opens a sheet with one wheel per column. */
import { h } from '../ui/dom';
import { button, overlay } from '../ui/overlay';
import { wheel, type Wheel } from '../ui/wheel';
import { builtin, type Host } from './define';
import { type Mode, pickerMode } from './picker-modes';

const PICKER = {
  mode: { type: String, value: 'selector' },
  range: Array,
  rangeKey: String,
  value: null,
  start: String,
  end: String,
  fields: String,
  disabled: Boolean,
  headerText: String,
  name: String,
  level: String,
  customItem: String,
} as const;

export function registerPicker(): void {
  builtin('picker', PICKER, (host) => {
    host.onTap(() => {
      if (!host.data.disabled) open(host);
    });
    return {
      value: () => host.data.value,
      reset: () => host.set({ value: '' }),
      press: () => open(host),
    };
  });
}

function open(host: Host<typeof PICKER>): void {
  const mode = (): Mode => pickerMode(host.data.mode, host.data);
  let indexes = mode().indexes();
  let wheels: Wheel[] = [];
  const refill = (from: number): void => {
    const columns = mode().columns(indexes);
    for (const [at, labels] of columns.entries()) {
      indexes[at] = Math.max(0, Math.min(indexes[at] ?? 0, labels.length - 1));
      if (at >= from) wheels[at]?.fill(labels, indexes[at] ?? 0);
    }
  };
  wheels = mode()
    .columns(indexes)
    .map((_, column) =>
      wheel((value) => {
        indexes = indexes.map((was, at) => (at === column ? value : was));
        if (host.data.mode === 'multiSelector') {
          host.emit('columnchange', { column, value });
          // The page answers with new ranges, in its own time.
          setTimeout(() => refill(column + 1), 30);
        } else refill(column + 1);
      }),
    );
  const cancel = (): void => host.emit('cancel');
  const label = host.data.headerText || '选择';
  overlay({ at: 'bottom', label, dismiss: cancel }, (close) => {
    const done = (): void => {
      // Read before the sheet goes: a wheel that is not on the screen stands at its start.
      const value = mode().value(wheels.map((one) => one.index()));
      close();
      host.set({ value });
      host.emit('change', { value });
    };
    const drop = (): void => {
      close();
      cancel();
    };
    const head = h(
      'header',
      {},
      button('ph-link', '取消', drop),
      h('b', { text: host.data.headerText }),
      button('ph-link ph-go', '确定', done),
    );
    const body = h('div', { class: 'ph-wheels' }, ...wheels.map(({ el }) => el));
    return h('section', { class: 'ph-sheet ph-picker' }, head, body);
  });
  refill(0);
}
