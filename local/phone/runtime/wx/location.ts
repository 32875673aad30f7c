/** Where the shopper is: the strip's answer, never the browser's. */
import { changeSettings, type Position, settings } from '../settings';
import { places } from '../world';
import { h } from '../ui/dom';
import { ask, button } from '../ui/overlay';
import { type AsyncCalls, Refused } from './define';
import { emitter } from './events';

const listeners = emitter<object>('LocationChange');

export const location: AsyncCalls = {
  getLocation: () => fix(here()),
  getFuzzyLocation: () => {
    const { latitude, longitude } = here();
    return {
      latitude: Math.round(latitude * 100) / 100,
      longitude: Math.round(longitude * 100) / 100,
    };
  },
  chooseLocation: async () => {
    const current = settings().position;
    const known = await places();
    const list =
      current === 'refused'
        ? known
        : [current, ...known.filter(({ label }) => label !== current.label)];
    const chosen = await ask<Position | null>(
      { at: 'bottom', label: '选择位置', dismissed: null },
      (answer) =>
        h(
          'section',
          { class: 'ph-sheet ph-sheet-tall' },
          h('p', { class: 'ph-sheet-note', text: '选择位置' }),
          ...list.map((place) => button('ph-row ph-row-left', place.label, () => answer(place))),
          button('ph-row ph-row-cancel', '取消', () => answer(null)),
        ),
    );
    if (!chosen) throw new Refused('cancel');
    const { label, latitude, longitude } = chosen;
    return { name: label, address: label, latitude, longitude };
  },
  openLocation: ({ name = '', address = '', latitude, longitude }) => {
    void wx.showModal({
      title: name || '目的地',
      content: `${address ? `${address}\n` : ''}${latitude.toFixed(5)}, ${longitude.toFixed(5)}`,
      showCancel: false,
      confirmText: '返回',
    });
  },
  chooseAddress: () => ({
    userName: settings().person || '张三',
    telNumber: '13800000000',
    provinceName: '上海市',
    cityName: '上海市',
    countyName: '黄浦区',
    detailInfo: '人民大道 200 号',
    postalCode: '200003',
    nationalCode: '310101',
  }),
  startLocationUpdate: () => listeners.emit(fix(here())),
  stopLocationUpdate: () => {},
};

export const locationEvents = listeners.api;

/** Told by the strip that the shopper went elsewhere. */
export function moved(position: Position | 'refused'): void {
  changeSettings({ position });
  if (position !== 'refused') listeners.emit(fix(position));
}

function here(): Position {
  const { position } = settings();
  if (position === 'refused') throw new Refused('auth deny', 3);
  return position;
}

function fix({ latitude, longitude }: Position) {
  return {
    latitude,
    longitude,
    accuracy: 30,
    altitude: 0,
    speed: 0,
    verticalAccuracy: 0,
    horizontalAccuracy: 30,
  };
}
