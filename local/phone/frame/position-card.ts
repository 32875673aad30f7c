/** Where the shopper stands. */
import { changeSettings, type Position, settings } from '../runtime/settings';
import { h } from '../runtime/ui/dom';
import { places } from '../runtime/world';
import { card } from './card';
import type { Device } from './device';

const REFUSED = 'refused';
const OWN = 'own';

export async function positionCard(device: Device): Promise<HTMLElement> {
  const known = await places();
  const first = known[0];
  if (first && !sessionStorage.getItem('phone.placed')) changeSettings({ position: first });
  sessionStorage.setItem('phone.placed', 'yes');

  const select = h('select', { class: 'field', 'aria-label': '位置' });
  select.append(
    ...known.map(({ label }, index) => new Option(label, String(index))),
    new Option('自己填经纬度', OWN),
    new Option('拒绝授权', REFUSED),
  );
  const own = h('input', { class: 'field', 'aria-label': '纬度, 经度' });
  const hint = h('p', { class: 'hint' });

  const move = (position: Position | 'refused'): void => {
    changeSettings({ position });
    device.phone?.change({ position });
    show();
  };
  const show = (): void => {
    const { position } = settings();
    const at = position === REFUSED ? -1 : known.findIndex(({ label }) => label === position.label);
    select.value = position === REFUSED ? REFUSED : at < 0 ? OWN : String(at);
    own.hidden = select.value !== OWN;
    if (position !== REFUSED) own.value = `${position.latitude}, ${position.longitude}`;
    hint.textContent =
      position === REFUSED ? '小程序取位置时会得到“拒绝”' : `${own.value}（GCJ-02）`;
  };
  select.addEventListener('change', () => {
    const place = known[Number(select.value)];
    if (select.value === REFUSED) move(REFUSED);
    else if (place) move(place);
    else {
      own.hidden = false;
      own.focus();
    }
  });
  own.addEventListener('change', () => {
    const place = parse(own.value);
    if (place) move(place);
    else hint.textContent = '请写成“纬度, 经度”，例如 31.23, 121.47';
  });
  show();
  return card('位置', select, own, hint);
}

function parse(text: string): Position | undefined {
  const [latitude, longitude] = text.split(/[,，\s]+/).map(Number);
  if (latitude === undefined || longitude === undefined) return undefined;
  const sane = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return sane ? { label: '自选位置', latitude, longitude } : undefined;
}
