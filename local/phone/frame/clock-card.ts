/** The world's clock: look at it, jump ahead. */
import { getJson } from '../runtime/clock';
import { h } from '../runtime/ui/dom';
import { card, row } from './card';
import type { Device } from './device';

const MINUTE_MS = 60_000;
const JUMPS = [
  ['+15 分钟', 15 * MINUTE_MS],
  ['+1 小时', 60 * MINUTE_MS],
  ['+1 天', 24 * 60 * MINUTE_MS],
] as const;

export async function clockCard(device: Device): Promise<HTMLElement> {
  let offset = (await getJson<{ offset: number }>('/local/clock'))?.offset ?? 0;
  const time = h('p', { class: 'time' });
  const tick = (): void => {
    const now = new Date(Date.now() + offset);
    time.textContent = now.toLocaleString('zh-CN', {
      month: 'long',
      day: 'numeric',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hour12: false,
      // The platform's own zone, wherever this browser stands.
      timeZone: 'Asia/Shanghai',
    });
  };
  const change = async (body: { jump: number } | { set: number }): Promise<void> => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch('/local/clock', {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    if (!response.ok) return void (time.textContent = '这里的时间不能改');
    offset = (await getJson<{ offset: number }>('/local/clock'))?.offset ?? offset;
    tick();
    await device.phone?.syncClock();
  };
  const buttons = JUMPS.map(([text, ms]) =>
    h('button', { class: 'small', text, on: { click: () => void change({ jump: ms }) } }),
  );
  const set = h('input', { class: 'field', 'aria-label': '设定时间' });
  set.placeholder = '设定，如 2026-05-01 09:30';
  set.addEventListener('change', () => {
    const at = Date.parse(`${set.value.trim().replace(' ', 'T')}+08:00`);
    if (Number.isFinite(at)) void change({ set: at });
    else set.value = '';
  });
  tick();
  setInterval(tick, 5_000);
  return card('时间', time, row(...buttons), set);
}
