/** `input` and `textarea`. */
import { builtin, type Host } from './define';

const FIELD = {
  value: String,
  placeholder: String,
  placeholderStyle: String,
  placeholderClass: String,
  type: { type: String, value: 'text' },
  password: Boolean,
  disabled: Boolean,
  maxlength: { type: Number, value: 140 },
  focus: Boolean,
  autoFocus: Boolean,
  autoHeight: Boolean,
  name: String,
  cursor: Number,
  cursorSpacing: Number,
  cursorColor: String,
  selectionStart: Number,
  selectionEnd: Number,
  adjustPosition: Boolean,
  holdKeyboard: Boolean,
  confirmType: String,
  confirmHold: Boolean,
  showConfirmBar: Boolean,
  fixed: Boolean,
  disableDefaultPadding: Boolean,
  alwaysEmbed: Boolean,
  adjustKeyboardTo: String,
} as const;

/** Which keyboard a phone brings up, by the mini-program's `type`. */
const INPUT_MODE: Record<string, string> = { number: 'numeric', digit: 'decimal', idcard: 'text' };

export function registerFields(): void {
  builtin('input', FIELD, (host) => field(host, document.createElement('input')));
  builtin('textarea', FIELD, (host) => field(host, document.createElement('textarea')));
}

function field(host: Host<typeof FIELD>, input: HTMLInputElement | HTMLTextAreaElement) {
  const { data } = host;
  input.className = 'wx-field';
  host.el.append(input);
  if (input instanceof HTMLInputElement) {
    host.watch(['type', 'password'], () => {
      input.type = host.data.password || host.data.type === 'safe-password' ? 'password' : 'text';
      input.inputMode = INPUT_MODE[host.data.type] ?? '';
    });
  }
  const grow = (): void => {
    if (input instanceof HTMLInputElement) return;
    host.el.toggleAttribute('auto-height', host.data.autoHeight);
    if (!host.data.autoHeight) return;
    input.rows = 1;
    input.style.height = 'auto';
    input.style.height = `${input.scrollHeight}px`;
  };
  host.watch(['value'], () => {
    const value = host.data.value ?? '';
    if (input.value !== value) input.value = value;
    grow();
  });
  host.watch(['placeholder'], () => (input.placeholder = host.data.placeholder ?? ''));
  host.watch(['placeholderStyle', 'placeholderClass'], () => {
    const color = /(?:^|;)\s*color\s*:\s*([^;]+)/.exec(host.data.placeholderStyle)?.[1];
    if (color !== undefined) input.style.setProperty('--ph-placeholder', color);
  });
  host.watch(['disabled'], () => (input.disabled = host.data.disabled));
  host.watch(['maxlength'], () => {
    const { maxlength } = host.data;
    if (maxlength > 0) input.maxLength = maxlength;
    else input.removeAttribute('maxlength');
  });
  host.watch(['focus'], () => {
    if (host.data.focus) setTimeout(() => input.focus(), 0);
    else if (document.activeElement === input) input.blur();
  });
  if (data.autoFocus) setTimeout(() => input.focus(), 0);

  listen(host, input, grow);
  return {
    value: () => input.value,
    reset: () => host.set({ value: '' }),
    press: () => input.focus(),
  };
}

function listen(
  host: Host<typeof FIELD>,
  input: HTMLInputElement | HTMLTextAreaElement,
  grow: () => void,
): void {
  const detail = () => ({ value: input.value, cursor: input.selectionStart ?? 0, keyCode: 0 });
  let lines = 0;
  // Half-typed pinyin is not a value yet.
  let composing = false;
  const typed = (): void => {
    grow();
    host.set({ value: input.value });
    host.emit('input', detail());
    const count = Math.round(input.scrollHeight / 20);
    if (count !== lines) host.emit('linechange', { height: input.scrollHeight, lineCount: count });
    lines = count;
  };
  input.addEventListener('compositionstart', () => (composing = true));
  input.addEventListener('compositionend', () => {
    composing = false;
    typed();
  });
  input.addEventListener('input', () => {
    if (!composing) typed();
  });
  input.addEventListener('focus', () => host.emit('focus', { ...detail(), height: 0 }));
  input.addEventListener('blur', () => host.emit('blur', detail()));
  input.addEventListener('keydown', (event) => {
    const { key } = event as KeyboardEvent;
    if (key !== 'Enter' || input instanceof HTMLTextAreaElement || composing) return;
    host.emit('confirm', detail());
    if (!host.data.confirmHold) input.blur();
  });
}
