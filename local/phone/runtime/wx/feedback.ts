/** Toasts, dialogs and action sheets. */
import { assetUrl } from '../app';
import { h, icon } from '../ui/dom';
import { ask, button } from '../ui/overlay';
import { screen } from '../ui/phone';
import { type AsyncCalls, Refused } from './define';

const SUCCESS = 'M4 12.5l5.5 5.5L20 7';
const ERROR = 'M6 6l12 12M18 6L6 18';

let shown: HTMLElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

export const feedback: AsyncCalls = {
  showToast: ({ title, icon = 'success', image, duration = 1500, mask = false }) => {
    toast(title, image ? picture(image) : sign(icon), mask);
    timer = setTimeout(hideToast, duration);
  },
  hideToast: () => hideToast(),
  showLoading: ({ title, mask = false }) => toast(title, h('i', { class: 'ph-spinner' }), mask),
  hideLoading: () => hideToast(),

  showModal: async ({
    title = '',
    content = '',
    showCancel = true,
    cancelText = '取消',
    cancelColor = '#000000',
    confirmText = '确定',
    confirmColor = '#576b95',
    editable = false,
    placeholderText = '',
  }) => {
    const input = h('input', { class: 'ph-modal-input' });
    input.placeholder = placeholderText;
    input.value = editable ? content : '';
    const confirm = await ask(
      { at: 'center', label: title || content || '提示', ...(editable ? { focus: input } : {}) },
      (answer: (value: boolean) => void) => {
        const no = button('ph-modal-no', cancelText, () => answer(false));
        const yes = button('ph-modal-yes', confirmText, () => answer(true));
        no.style.color = cancelColor;
        yes.style.color = confirmColor;
        return h(
          'section',
          { class: 'ph-modal' },
          ...(title ? [h('h2', { text: title })] : []),
          editable ? input : h('p', { text: content }),
          h('footer', {}, ...(showCancel ? [no, yes] : [yes])),
        );
      },
    );
    return { confirm, cancel: !confirm, content: editable && confirm ? input.value : '' };
  },

  showActionSheet: async ({ itemList, itemColor = '#000000', alertText }) => {
    if (itemList.length > 6)
      throw new Refused('parameter error: itemList should not be large than 6');
    const tapIndex = await ask(
      { at: 'bottom', label: alertText ?? '操作', dismissed: -1 },
      (answer: (value: number) => void) => {
        const rows = itemList.map((text, index) => {
          const row = button('ph-row', text, () => answer(index));
          row.style.color = itemColor;
          return row;
        });
        const head = alertText ? [h('p', { class: 'ph-sheet-note', text: alertText })] : [];
        const cancel = button('ph-row ph-row-cancel', '取消', () => answer(-1));
        return h('section', { class: 'ph-sheet' }, ...head, ...rows, cancel);
      },
    );
    if (tapIndex < 0) throw new Refused('cancel');
    return { tapIndex };
  },
};

function toast(title: string, sign: Node | undefined, mask: boolean): void {
  hideToast();
  const box = h(
    'div',
    { class: 'ph-toast', role: 'status' },
    ...(sign ? [sign] : []),
    h('span', { text: title }),
  );
  box.classList.toggle('ph-toast-text', !sign);
  shown = h('div', { class: 'ph-toast-layer' }, box);
  shown.classList.toggle('ph-toast-mask', mask);
  screen.append(shown);
}

function hideToast(): void {
  clearTimeout(timer);
  shown?.remove();
  shown = undefined;
}

function sign(name: string): Node | undefined {
  if (name === 'none') return undefined;
  if (name === 'loading') return h('i', { class: 'ph-spinner' });
  return icon(name === 'error' ? ERROR : SUCCESS, 44);
}

function picture(src: string): HTMLElement {
  const image = h('img', { class: 'ph-toast-image' });
  image.alt = '';
  image.src = assetUrl(src, '');
  return image;
}
