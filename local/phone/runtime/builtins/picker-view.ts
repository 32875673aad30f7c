/** `picker-view` and its columns: wheels inside the page. */
import { h } from '../ui/dom';
import { builtin, type Host } from './define';

const VIEW = {
  value: Array,
  indicatorStyle: String,
  indicatorClass: String,
  maskStyle: String,
  maskClass: String,
  immediateChange: Boolean,
} as const;

const columns = new WeakMap<Host, Column[]>();

interface Column {
  el: HTMLElement;
  index(): number;
  to(index: number): void;
}

export function registerPickerView(): void {
  builtin('picker-view', VIEW, (host) => {
    columns.set(host, []);
    const band = h('div', { class: 'wx-picker-band' });
    host.el.append(band);
    host.watch(['indicatorStyle', 'indicatorClass'], () => {
      band.className = `wx-picker-band ${host.data.indicatorClass}`;
      band.setAttribute('style', host.data.indicatorStyle);
      host.el.style.setProperty('--row', `${band.offsetHeight || 50}px`);
    });
    const apply = (): void => {
      for (const [at, column] of sorted(host).entries())
        column.to(Number(host.data.value[at] ?? 0));
    };
    host.watch(['value'], () => void setTimeout(apply, 0));
    const laidOut = new ResizeObserver(() => {
      host.el.style.setProperty('--row', `${band.offsetHeight || 50}px`);
      apply();
    });
    laidOut.observe(host.el);
    host.onDetached(() => laidOut.disconnect());
  });
  builtin('picker-view-column', {}, (host) => column(host));
}

function column(host: Host): void {
  const view = host.closest('picker-view');
  if (!view) return;
  const { el } = host;
  const row = (): number => Number.parseFloat(view.el.style.getPropertyValue('--row')) || 50;
  const own: Column = {
    el,
    index: () => Math.round(el.scrollTop / row()),
    to: (index) => {
      if (own.index() !== index) el.scrollTop = index * row();
    },
  };
  columns.get(view)?.push(own);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let rolling = false;
  el.addEventListener('scroll', () => {
    if (!rolling) view.emit('pickstart');
    rolling = true;
    clearTimeout(timer);
    timer = setTimeout(() => {
      rolling = false;
      view.emit('pickend');
      const value = sorted(view).map((one) => one.index());
      if (String(value) === String(view.data['value'])) return;
      view.set({ value });
      view.emit('change', { value });
    }, 90);
  });
  el.addEventListener('click', ({ target }) => {
    const child =
      target instanceof Element ? [...el.children].findIndex((one) => one.contains(target)) : -1;
    if (child >= 0) el.scrollTo({ top: child * row(), behavior: 'smooth' });
  });
  host.onDetached(() => {
    columns.set(
      view,
      (columns.get(view) ?? []).filter((one) => one !== own),
    );
  });
}

/** Columns in page order, which is not always the order they were made in. */
function sorted(view: Host): Column[] {
  return (columns.get(view) ?? []).toSorted((a, b) =>
    a.el.compareDocumentPosition(b.el) & globalThis.Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
  );
}
