import type { LngLat } from '../../ui/map/projection';
import type { Shop, ShopForm } from './types';

/** A fresh form, standing in the middle of the shops there are. */
export const blankForm = (stores: readonly LngLat[]): ShopForm => ({
  code: '',
  name: '',
  type: 'direct',
  city: '',
  district: '',
  address: '',
  phone: '',
  loc: {
    lng: mean(
      stores.map((s) => s.lng),
      120.16,
    ),
    lat: mean(
      stores.map((s) => s.lat),
      30.27,
    ),
  },
  tags: [],
  prepMin: 15,
  pickup: true,
  delivery: true,
  notice: '',
});

export const formOf = (shop: Shop): ShopForm => ({
  code: shop.code,
  name: shop.name,
  type: shop.type,
  city: shop.city,
  district: shop.district,
  address: shop.address,
  phone: shop.phone,
  loc: { ...shop.loc },
  tags: [...shop.tags],
  prepMin: shop.prepMin,
  pickup: shop.pickup,
  delivery: shop.delivery,
  notice: shop.notice,
});

const mean = (values: readonly number[], otherwise: number): number =>
  values.length === 0
    ? otherwise
    : Math.round((values.reduce((a, b) => a + b, 0) / values.length) * 1e5) / 1e5;
