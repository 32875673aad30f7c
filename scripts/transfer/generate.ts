import { chance } from '#shared/domain/transfer/chance';
import type { LaneRow, TransferFile } from './instance';

export interface World {
  readonly stores: number;
  readonly skus: number;
  readonly cities: number;
  readonly seed: number;
}
const NEIGHBOURS = 12;
const MIN_LOT = 5;
const LANE = 8;
const PER_KM = 1.2;
/** Roads are longer than the straight line. */
const DETOUR = 1.3;

/**
 * An invented chain: shops scattered around their cities' centres (8 km), few big and many small ones, few fast and many slow
 * products. One cell in eight is short of its week, one in three has more than it needs. Money in yuan, seeded.
 */
export function generate({ stores, skus, cities, seed }: World): TransferFile {
  const next = chance(seed);
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const poisson = (mean: number): number => {
    if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
    const limit = Math.exp(-mean);
    let n = -1;
    for (let p = 1; p > limit || n < 0; p *= next()) n += 1;
    return n;
  };
  const shops = Array.from({ length: stores }, (_, i) => ({
    city: i % cities,
    x: 8 * normal(),
    y: 8 * normal(),
    size: Math.exp(0.5 * normal()),
  }));
  const goods = Array.from({ length: skus }, () => ({
    pace: Math.exp(1.1 * normal() + 0.3),
    margin: Math.min(60, 9 * Math.exp(0.6 * normal())),
  }));
  /** By shop × SKU: what may go, what lacks, what a unit less costs and a unit more brings, as shares of the margin. */
  const size = stores * skus;
  const [surplus, shortage] = [new Int32Array(size), new Int32Array(size)];
  const [regret, urgency] = [new Float64Array(size), new Float64Array(size)];
  shops.forEach((shop, i) =>
    goods.forEach(({ pace }, k) => {
      const need = shop.size * pace * Math.exp(0.4 * normal());
      const target = Math.ceil(need + 1.3 * Math.sqrt(need));
      const stock = poisson(1.15 * target * Math.exp(0.45 * normal()));
      const cell = i * skus + k;
      if (stock > target + 1 + 0.3 * need) {
        const spare = stock - Math.ceil(target + 0.3 * need);
        surplus[cell] = spare;
        regret[cell] = 0.25 * Math.exp(-spare / (need + 1));
      } else if (stock < 0.8 * need) {
        const lack = Math.ceil(need) - stock;
        shortage[cell] = lack;
        urgency[cell] = 0.5 + 0.6 * Math.min(1, lack / (need + 0.5));
      }
    }),
  );
  const lanes = shops.flatMap((shop, from) =>
    shops
      .flatMap(({ city, x, y }, to) =>
        to !== from && city === shop.city
          ? [{ to, km: Math.hypot(shop.x - x, shop.y - y) * DETOUR }]
          : [],
      )
      .sort((a, b) => a.km - b.km)
      .slice(0, NEIGHBOURS)
      .map(({ to, km }): LaneRow => {
        const own: number[] = [];
        const profit: number[] = [];
        goods.forEach(({ margin }, k) => {
          const [give, get] = [from * skus + k, to * skus + k];
          if (!surplus[give] || !shortage[get]) return;
          const unit = margin * ((urgency[get] ?? 0) - (regret[give] ?? 0)) - 0.5 - 0.02 * km;
          if (unit <= 0) return;
          own.push(k);
          profit.push(round(unit, 3));
        });
        return {
          from,
          to,
          km: round(km, 3),
          cost: round(LANE + PER_KM * km, 2),
          skus: own,
          profit,
        };
      }),
  );
  const rows = (amounts: Int32Array) =>
    shops.map((_, store) => {
      const own = [...goods.keys()].filter((k) => (amounts[store * skus + k] ?? 0) > 0);
      return { store, skus: own, units: own.map((k) => amounts[store * skus + k] ?? 0) };
    });
  return {
    stores: shops.map(({ city, x, y }, i) => ({
      id: `S${i + 1}`,
      city: `C${city + 1}`,
      x: round(x, 3),
      y: round(y, 3),
    })),
    skus: goods.map((_, k) => `P${k + 1}`),
    minLot: MIN_LOT,
    surplus: rows(surplus),
    shortage: rows(shortage),
    lanes,
  };
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
