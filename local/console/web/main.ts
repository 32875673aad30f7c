import { get, listen } from './api';
import { fill, h, toast } from './dom';
import { closeDrawer } from './drawer';
import { dateTime, span } from './text';
import type { View } from './view';
import { calls } from './views/calls';
import { clock } from './views/clock';
import { collections } from './views/collections';
import { messages } from './views/messages';
import { payments } from './views/payments';
import { people } from './views/people';
import { timers } from './views/timers';

/** The console's frame: where one is, what time it is, and the page in between. */

const VIEWS: readonly View[] = [calls, collections, timers, messages, payments, clock, people];

interface Info {
  readonly envId: string;
  readonly url: string;
  readonly links: readonly { readonly label: string; readonly url: string }[];
}

const nav = h('nav', { 'aria-label': '页面' });
const time = h('a', { className: 'world-time', href: '#clock' });
const links = h('div', { className: 'links' });
const title = h('h1');
const hint = h('p', { className: 'hint' });
const page = h('main', { tabIndex: -1 });
let current: View = calls;
let offset = 0;

const show = async () => {
  closeDrawer();
  current = VIEWS.find(({ id }) => id === location.hash.slice(1).split('/')[0]) ?? calls;
  fill(
    nav,
    ...VIEWS.map((view) =>
      h(
        'a',
        { href: `#${view.id}`, 'aria-current': view === current ? 'page' : undefined },
        view.title,
      ),
    ),
  );
  nav.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  fill(title, current.title);
  fill(hint, current.hint);
  const root = h('div', { className: `view ${current.id}` });
  fill(page, root);
  try {
    await current.render(root);
  } catch (error) {
    toast(error instanceof Error ? error.message : String(error));
  }
};

const tick = () => {
  const moved = Math.abs(offset) < 1000 ? '' : `（${offset > 0 ? '快' : '慢'} ${span(offset)}）`;
  fill(time, dateTime(Date.now() + offset), moved && h('span', { className: 'moved' }, moved));
};

const start = async () => {
  fill(
    document.querySelector('#app') ?? document.body,
    h(
      'aside',
      {},
      h('div', { className: 'brand' }, h('i', {}, '☁'), h('span', {}, '本地云开发')),
      nav,
      links,
      time,
    ),
    h('div', { className: 'content' }, h('header', { className: 'head' }, title, hint), page),
  );
  window.addEventListener('hashchange', () => void show());
  listen((event, data) => {
    if (event === 'clock') offset = (data as { offset: number }).offset;
    current.heard?.(event, data);
  });
  await show();
  offset = (await get<{ offset: number }>('/clock')).offset;
  tick();
  setInterval(tick, 1000);
  const info = await get<Info>('/info');
  fill(
    links,
    ...info.links.map(({ label, url }) => h('a', { href: url, target: '_blank' }, `${label} ↗`)),
  );
};

void start();
