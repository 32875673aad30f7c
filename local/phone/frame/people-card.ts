/** Choose who this tab is. */
import { changeSettings, settings } from '../runtime/settings';
import { h } from '../runtime/ui/dom';
import { people, type Person } from '../runtime/world';
import { card } from './card';
import type { Device } from './device';

export async function peopleCard(device: Device): Promise<HTMLElement> {
  const known = await people();
  fromAddress(known);
  if (settings().openid === '' && known[0]) choose(known[0]);
  const search = h('input', { class: 'field', 'aria-label': '搜索人' });
  search.placeholder = '搜索姓名、门店或 openid';
  search.type = 'search';
  const list = h('div', { class: 'people', role: 'listbox', 'aria-label': '人' });
  const pick = (person: Person): void => {
    choose(person);
    draw();
    device.reload();
  };
  const draw = (): void => {
    const words = search.value.trim().toLowerCase();
    const found = known.filter(({ label, group, openid }) =>
      `${label} ${group} ${openid}`.toLowerCase().includes(words),
    );
    list.replaceChildren();
    for (const group of new Set(found.map((person) => person.group))) {
      list.append(h('h3', { text: group }));
      for (const person of found.filter((one) => one.group === group))
        list.append(option(person, pick));
    }
    if (found.length === 0)
      list.append(
        h('p', { class: 'hint', text: known.length === 0 ? '这里还没有人' : '没有找到' }),
      );
  };
  search.addEventListener('input', draw);
  draw();
  return card('我是谁', search, list);
}

function option(person: Person, pick: (person: Person) => void): HTMLElement {
  const on = settings().openid === person.openid;
  const row = h('button', { class: 'person', role: 'option', on: { click: () => pick(person) } });
  row.setAttribute('aria-selected', String(on));
  row.append(h('i', { text: [...person.label].at(-1) ?? '' }), h('span', { text: person.label }));
  return row;
}

/** `?openid=` opens the tab as that person; once read it goes, so that a later choice survives a reload. */
function fromAddress(people: readonly Person[]): void {
  const openid = new URLSearchParams(location.search).get('openid');
  if (!openid) return;
  choose(people.find((person) => person.openid === openid) ?? { openid, label: openid, group: '' });
  history.replaceState(null, '', location.pathname + location.hash);
}

function choose({ openid, label }: Person): void {
  changeSettings({ openid, person: label });
  document.dispatchEvent(new Event('strip:person'));
}
