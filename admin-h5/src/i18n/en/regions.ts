import type { regions as zh } from '../zh/regions';

export const regions: typeof zh = {
  sub: 'Areas, provinces, cities; districts come from addresses. Boards, campaigns and regional managers go by them',
  add: 'New region',
  addBelow: (name) => `New below ${name}`,
  edit: 'Edit',
  name: 'Name',
  kind: 'Level',
  parent: 'Belongs to',
  top: '(top)',
  kinds: { area: 'Area', province: 'Province', city: 'City' },
  shops: (n) => `${n} stores`,
  empty: 'No regions yet',
  emptyHint: 'Begin with an area, then hang provinces and cities under it',
  move: (store) => `Move ${store} to`,
  moved: (store) => `${store} moved`,
  unnamed: 'Not named yet; save it to hang it somewhere',
  nameMissing: 'Please give a name',
};
