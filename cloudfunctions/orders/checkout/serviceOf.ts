import { offerFor } from '#shared/domain/delivery';
import { money } from '#shared/domain/money';
import type { Mode } from '#shared/domain/order';
import type { FreightTerms } from '#shared/domain/pricing/types';
import type { StoreDoc } from '#shared/model/docs';
import type { Problem } from './decideCart';

export interface Service {
  readonly etaMin: number;
  /** What the engine has to know of the freight. */
  readonly freight: FreightTerms;
  /** What stands against serving goods of this amount (before coupons). */
  readonly judge: (goodsFen: number) => { readonly problems: readonly Problem[] };
}

const noFreight = (note: string): FreightTerms => ({
  feeFen: 0,
  freeFromFen: null,
  judgedOn: 'goods',
  note,
});

/** Goods go over the counter: no freight, nothing to promise. */
export const OVER_COUNTER: Service = {
  etaMin: 0,
  freight: noFreight('门店收银'),
  judge: () => ({ problems: [] }),
};

/** Can the shop serve this way, and at which freight. Delivery goes by the address, not the phone's position. */
export function serviceOf(
  store: StoreDoc,
  mode: Mode,
  loc: { lng: number; lat: number } | null,
): Service {
  const cannot = (problem: Problem, note = ''): Service => ({
    etaMin: 0,
    freight: noFreight(note),
    judge: () => ({ problems: [problem] }),
  });
  if (mode === 'pickup')
    return store.pickup
      ? {
          etaMin: 0,
          freight: noFreight('到店自提，免配送费'),
          judge: () => ({ problems: [] }),
        }
      : cannot({ code: 'STORE_CLOSED', text: '本店暂不支持到店自提' });
  if (!store.delivery)
    return cannot({ code: 'OUT_OF_AREA', text: '本店暂不提供配送，可以改为到店自提' });
  if (!loc) return cannot({ code: 'ADDRESS_MISSING', text: '请选择收货地址' }, '选择地址后计算');
  const [lng, lat] = store.loc.coordinates;
  const offer = offerFor(store.area, { lng, lat }, loc);
  if (!offer)
    return cannot({
      code: 'OUT_OF_AREA',
      text: '收货地址不在本店配送范围，可以改为到店自提或换一家店',
    });
  const { feeFen, freeFromFen, minOrderFen, etaMin } = offer;
  return {
    etaMin,
    // Judged before coupons: a coupon must never make an order dearer by losing 包邮.
    freight: { feeFen, freeFromFen, judgedOn: 'goods', note: feeFen === 0 ? '本店免配送费' : '' },
    judge: (goodsFen) => {
      const missing = minOrderFen - goodsFen;
      const below: Problem = { code: 'BELOW_MINIMUM', text: `还差${money(missing)}起送` };
      return { problems: missing > 0 ? [below] : [] };
    },
  };
}
