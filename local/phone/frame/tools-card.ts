/** Answers to scans, the network switch, the size of the screen. */
import { changeSettings, settings } from '../runtime/settings';
import { h } from '../runtime/ui/dom';
import { card, row } from './card';
import type { Device, Screen } from './device';

export function scanCard(device: Device): HTMLElement {
  const input = h('input', { class: 'field', 'aria-label': '扫码的回答' });
  input.placeholder = '条码、二维码内容或取货码';
  const note = h('p', {
    class: 'hint',
    text: '等着的扫一扫会立刻得到它；没有在等，就留给下一次。',
  });
  const form = h('form', { class: 'inline' }, input, h('button', { class: 'small', text: '扫到' }));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (text === '') return;
    device.phone?.answerScan(text);
    input.value = '';
    note.textContent = settings().scan === text ? `下一次扫码会得到“${text}”` : `已回答“${text}”`;
  });
  return card('扫一扫', form, note);
}

const SCREENS: readonly (readonly [Screen, string])[] = [
  ['phone', '手机'],
  ['pad', 'Pad'],
  ['full', '全宽'],
];

export function screenCard(device: Device): HTMLElement {
  const network = h('input', { role: 'switch' });
  network.type = 'checkbox';
  network.checked = settings().online;
  network.addEventListener('change', () => {
    changeSettings({ online: network.checked });
    device.phone?.change({ online: network.checked });
  });
  const screens = SCREENS.map(([screen, text]) =>
    h('button', { class: 'segment', text, on: { click: () => choose(screen) } }),
  );
  const mark = (): void => {
    for (const [index, [screen]] of SCREENS.entries()) {
      screens[index]?.setAttribute('aria-pressed', String(screen === device.screen()));
    }
  };
  const choose = (screen: Screen): void => {
    device.setScreen(screen);
    mark();
  };
  mark();
  return card(
    '设备',
    h('label', { class: 'switch' }, h('span', { text: '网络' }), network),
    row(...screens),
    h('button', {
      class: 'small wide',
      text: '重新进入小程序',
      on: { click: () => device.reload() },
    }),
  );
}
