/** `form`, `label` and `button`. */
import { settings } from '../settings';
import { builtin, hostOf, type Host } from './define';
import { hover, HOVER } from './hover';

const BUTTON = {
  ...HOVER,
  size: String,
  type: String,
  plain: Boolean,
  disabled: Boolean,
  loading: Boolean,
  formType: String,
  openType: String,
  lang: String,
  sessionFrom: String,
  sendMessageTitle: String,
  sendMessagePath: String,
  sendMessageImg: String,
  appParameter: String,
  showMessageCard: Boolean,
} as const;

export function registerForms(): void {
  builtin('form', { reportSubmit: Boolean });
  builtin('label', { for: String }, (host) => {
    host.el.addEventListener('click', ({ target }) => {
      const input = host.el.querySelector(
        '.wx-field, .wx-checkbox-input, .wx-radio-input, .wx-switch-input',
      );
      if (target instanceof Element && target.closest('input, textarea, wx-button')) return;
      const wanted = host.data.for ? document.getElementById(host.data.for) : input?.parentElement;
      if (wanted) partAt(wanted)?.part.press?.();
    });
  });
  builtin('button', BUTTON, (host) => {
    hover(host, 'wx-hover');
    host.el.setAttribute('role', 'button');
    for (const name of ['size', 'type'] as const) {
      host.watch([name], () => host.el.setAttribute(name, host.data[name]));
    }
    for (const name of ['plain', 'disabled', 'loading'] as const) {
      host.watch([name], () => host.el.toggleAttribute(name, host.data[name]));
    }
    host.onTap(() => {
      if (!host.data.disabled) pressed(host);
    });
  });
}

function pressed(host: Host<typeof BUTTON>): void {
  const form = host.data.formType ? host.closest('form') : undefined;
  if (form && host.data.formType === 'reset') resetForm(form);
  else if (form) form.emit('submit', { value: formValue(form) });
  const { person, openid } = settings();
  const userInfo = { nickName: person || '微信用户', avatarUrl: '' };
  switch (host.data.openType) {
    case 'getPhoneNumber':
      // The code stands for the person: the world exchanges it for that person's number.
      return host.emit('getphonenumber', { errMsg: 'getPhoneNumber:ok', code: `phone-${openid}` });
    case 'chooseAvatar':
      return host.emit('chooseavatar', { avatarUrl: '' });
    case 'getUserInfo':
      return host.emit('getuserinfo', { errMsg: 'getUserInfo:ok', userInfo });
    case 'openSetting':
      return host.emit('opensetting', { errMsg: 'openSetting:ok', authSetting: {} });
    case 'share':
      return void wx.showToast({ title: '已转发', icon: 'none' });
    case 'contact':
      return void wx.showToast({ title: '客服会话在微信中打开', icon: 'none' });
  }
}

/** Built-ins with a value inside the form, in page order. */
function* parts(form: Host): Generator<Host> {
  for (const element of form.el.querySelectorAll('*')) {
    const host = element.tagName.startsWith('WX-') ? partAt(element) : undefined;
    if (host?.part.value) yield host;
  }
}

function partAt(element: Element): Host | undefined {
  // The engine ties its nodes to DOM elements under this name.
  return hostOf((element as { __wxElement?: unknown }).__wxElement);
}

function formValue(form: Host): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const host of parts(form)) {
    const { name } = host.data;
    if (typeof name === 'string' && name !== '') value[name] = host.part.value?.();
  }
  return value;
}

function resetForm(form: Host): void {
  for (const host of parts(form)) host.part.reset?.();
  form.emit('reset');
}
