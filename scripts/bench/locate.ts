import { parseArgs } from 'node:util';
import { distanceM } from '#shared/domain/geo';
import { openState } from '#shared/domain/hours';
import { indexShops, locate, whyNot, type Ask, type Shop } from '#shared/domain/locate';
import { HOUR_MS, startOf } from '#shared/domain/time';
import { main } from '../../cloudfunctions/stores/locateStore';
import { seeded, testWorld } from '../../cloudfunctions/kit/testing';
import { aStore } from '../../cloudfunctions/stores/testing';
import { progress, quantile, report, round } from './figures';
import { warmLocate } from './warm-locate';

const NOON = startOf('2026-11-22') + 12 * HOUR_MS;
const CITIES = 50;
const SHOWN = 5;

/** `--shops N --queries N`: nearest serving shops by index against judging and sorting them all; reads of a warm call. */
export async function bench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      shops: { type: 'string', default: '10000' },
      queries: { type: 'string', default: '4000' },
    },
  });
  const size = Number(values.shops);
  const queries = Number(values.queries);
  const random = seeded(7);
  const shops = chain(size, random);

  const built = performance.now();
  const index = indexShops(shops);
  const buildMs = performance.now() - built;
  const states = new Map(shops.map((shop) => [shop.id, openState(shop.hours, NOON)]));
  for (let i = 0; i < size; i += 1) index.stateOf(i, NOON);

  for (const mode of ['pickup', 'delivery'] as const) {
    const asks = Array.from({ length: queries }, () => askNear(shops, mode, random));
    progress(`${mode}: ${queries} queries over ${size} shops …`);
    // The first round warms up the compiler.
    for (const ask of asks) locate(index, ask, NOON, SHOWN);
    const fast = asks.map((ask) => timed(() => locate(index, ask, NOON, SHOWN)));
    const slow = asks.slice(0, 50).map((ask) => timed(() => sortAll(shops, states, ask)));
    const wrong = asks.slice(0, 50).filter((ask) => {
      const ids = locate(index, ask, NOON, SHOWN).map((c) => index.shops[c.index]?.id);
      return ids.join() !== sortAll(shops, states, ask).join();
    });
    report('locate', {
      mode,
      shops: size,
      queries,
      buildMs: round(buildMs),
      p50Us: round(quantile(fast, 0.5)),
      p99Us: round(quantile(fast, 0.99)),
      sortAllP50Us: round(quantile(slow, 0.5)),
      wrong: wrong.length,
    });
  }
  await warmReads();
  await warmLocate();
}

/** Database round trips of `locateStore` in a warm instance. */
async function warmReads(): Promise<void> {
  const world = testWorld({ now: NOON });
  world.db.put('stores', ...Array.from({ length: 100 }, (_, i) => aStore(`s${i}`, i * 50)));
  const point = { lng: 120.16, lat: 30.28, coord: 'gcj02' as const };
  const cart = [{ skuId: 'milk', qty: 1 }];
  for (const input of [{ point }, { point, cart }]) {
    await world.ok(main, input, world.as.anonymous());
    await world.ok(main, input, world.as.anonymous());
    report('locateStore', { cart: 'cart' in input, warmReads: world.logs.at(-1)?.['trips'] });
  }
}

function timed(work: () => unknown): number {
  const from = performance.now();
  work();
  return (performance.now() - from) * 1000;
}

/** The definition itself: judge every shop, sort, cut. */
const sortAll = (
  shops: readonly Shop[],
  states: ReadonlyMap<string, ReturnType<typeof openState>>,
  ask: Ask,
): string[] =>
  shops
    .map((shop) => {
      const state = states.get(shop.id) ?? openState(shop.hours, NOON);
      const serves = whyNot(shop, state, ask, NOON).length === 0;
      return { id: shop.id, serves, m: ask.place ? distanceM(ask.place, shop.place) : 0 };
    })
    .toSorted((a, b) => Number(b.serves) - Number(a.serves) || a.m - b.m || (a.id < b.id ? -1 : 1))
    .slice(0, SHOWN)
    .map(({ id }) => id);

function gauss(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function askNear(shops: readonly Shop[], mode: Ask['mode'], random: () => number): Ask {
  const { lng = 120, lat = 30 } = shops[Math.floor(random() * shops.length)]?.place ?? {};
  const place = { lng: lng + gauss(random) * 0.03, lat: lat + gauss(random) * 0.03 };
  return { place, mode, city: undefined, words: [] };
}

/** Shops clustered in cities as people are; one in seven opens only in the evening. */
function chain(size: number, random: () => number): Shop[] {
  const cities = Array.from({ length: CITIES }, () => ({
    lng: 100 + 22 * random(),
    lat: 22 + 25 * random(),
    spread: 0.03 + 0.15 * random(),
  }));
  return Array.from({ length: size }, (_, i): Shop => {
    // Few big cities, many small ones.
    const city = cities[Math.floor(random() * random() * CITIES)];
    const { lng = 120, lat = 30, spread = 0.1 } = city ?? {};
    const span = random() < 0.85 ? { start: 480, end: 1320 } : { start: 1080, end: 1560 };
    const store = aStore(`s${i}`, 0);
    return {
      id: store._id,
      version: 1,
      name: store.name,
      city: store.city,
      district: '',
      address: '',
      status: 'open',
      statusReason: '',
      place: { lng: lng + gauss(random) * spread, lat: lat + gauss(random) * spread },
      hours: { ...store.hours, week: Array.from({ length: 7 }, () => [span]) },
      pickup: true,
      delivery: random() < 0.8,
      area: store.area,
    };
  });
}
