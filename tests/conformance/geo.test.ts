import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRemote, startWorld, type World } from './harness';

let world: World;
const CENTRE = [123.4315, 41.8057] as const;

beforeAll(async () => {
  world = await startWorld();
  const Geo = world.geo;
  const geo = (field: string) => ({
    name: field,
    keys: [{ field, direction: '2dsphere' as const }],
  });
  await world.ensure({ name: 'conf_shops', indexes: [geo('at'), geo('area')] });
  await world.ensure({ name: 'conf_nogeo' });
  const ring = (x: number, y: number) =>
    new Geo.Polygon([
      new Geo.LineString(
        [
          [0, 0],
          [0.02, 0],
          [0.02, 0.02],
          [0, 0.02],
          [0, 0],
        ].map(([dx = 0, dy = 0]) => new Geo.Point(x + dx, y + dy)),
      ),
    ]);
  await shops().add([
    { _id: 'near', at: new Geo.Point(123.4398, 41.8101), open: true, area: ring(123.43, 41.8) },
    { _id: 'mid', at: new Geo.Point(123.4668, 41.7893), open: true, area: ring(123.46, 41.78) },
    { _id: 'far', at: new Geo.Point(123.6, 41.9), open: false, area: ring(123.59, 41.89) },
  ]);
});
afterAll(() => world.stop());

const shops = () => world.db.collection('conf_shops');
const here = () => new world.geo.Point(...CENTRE);
const ids = (data: { _id: string }[]) => data.map(({ _id: id }) => id);

describe('where', () => {
  it('geoNear sorts by distance, within bounds in metres', async () => {
    const _ = world.db.command;
    const near = async (bounds: object) =>
      ids(
        (
          await shops()
            .where({ at: _.geoNear({ geometry: here(), ...bounds }) })
            .get()
        ).data,
      );
    expect(await near({})).toEqual(['near', 'mid', 'far']);
    expect(await near({ maxDistance: 5000 })).toEqual(['near', 'mid']);
    expect(await near({ minDistance: 1000, maxDistance: 5000 })).toEqual(['mid']);
  });

  it('geoWithin takes areas and circles', async () => {
    const Geo = world.geo;
    const _ = world.db.command;
    const corners = [
      [123.4, 41.7],
      [123.5, 41.7],
      [123.5, 41.85],
      [123.4, 41.85],
      [123.4, 41.7],
    ];
    const area = new Geo.Polygon([
      new Geo.LineString(corners.map(([x = 0, y = 0]) => new Geo.Point(x, y))),
    ]);
    const inside = await shops()
      .where({ at: _.geoWithin({ geometry: area }) })
      .get();
    expect(ids(inside.data).sort()).toEqual(['mid', 'near']);
    const circle = { centerSphere: [[...CENTRE], 1000 / 6378100] };
    expect(
      ids(
        (
          await shops()
            .where({ at: _.geoWithin(circle) })
            .get()
        ).data,
      ),
    ).toEqual(['near']);
  });

  it('geoIntersects finds the areas that hold a point or cross a line', async () => {
    const Geo = world.geo;
    const _ = world.db.command;
    const hits = async (geometry: unknown) =>
      ids(
        (
          await shops()
            .where({ area: _.geoIntersects({ geometry }) })
            .get()
        ).data,
      ).sort();
    expect(await hits(here())).toEqual(['near']);
    const road = new Geo.LineString([new Geo.Point(123.42, 41.815), new Geo.Point(123.5, 41.785)]);
    expect(await hits(road)).toEqual(['mid', 'near']);
  });

  it('gives geometry back as geometry', async () => {
    const [shop] = (await shops().doc('near').get()).data;
    expect(shop.at).toMatchObject({ longitude: 123.4398, latitude: 41.8101 });
  });
});

describe('aggregate geoNear', () => {
  const stage = (more: object = {}) => ({
    distanceField: 'metres',
    spherical: true,
    near: here(),
    key: 'at',
    ...more,
  });

  it('measures on a sphere of 6,378,100 m', async () => {
    const { data } = await shops().aggregate().geoNear(stage()).project({ metres: 1 }).end();
    expect(ids(data)).toEqual(['near', 'mid', 'far']);
    // Independent: haversine with the same radius.
    expect(data[0].metres).toBeCloseTo(haversine(CENTRE, [123.4398, 41.8101]), 3);
  });

  it('filters, limits, multiplies and includes the place', async () => {
    const query = { open: true };
    const options = { query, maxDistance: 10_000, distanceMultiplier: 0.001, includeLocs: 'where' };
    const { data } = await shops().aggregate().geoNear(stage(options)).limit(1).end();
    expect(data).toHaveLength(1);
    expect(data[0].metres).toBeCloseTo(haversine(CENTRE, [123.4398, 41.8101]) / 1000, 6);
    expect(data[0].where).toMatchObject({ type: 'Point' });
  });

  it.skipIf(isRemote)('must come first', async () => {
    const late = shops().aggregate().match({ open: true }).geoNear(stage()).end();
    await expect(late).rejects.toThrow('first stage');
  });
});

function haversine(
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
): number {
  const rad = Math.PI / 180;
  const h =
    Math.sin(((y2 - y1) * rad) / 2) ** 2 +
    Math.cos(y1 * rad) * Math.cos(y2 * rad) * Math.sin(((x2 - x1) * rad) / 2) ** 2;
  return 2 * 6378100 * Math.asin(Math.sqrt(h));
}

describe('geo indexes', () => {
  it('are required', async () => {
    const _ = world.db.command;
    const asking = world.db.collection('conf_nogeo').where({ at: _.geoNear({ geometry: here() }) });
    await expect(asking.get()).rejects.toThrow('unable to find index');
  });

  it('refuse what is not a place', async () => {
    await expect(shops().add({ _id: 'bad', at: 'Shenyang' })).rejects.toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
    });
  });
});
