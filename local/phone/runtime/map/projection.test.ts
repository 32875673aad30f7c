import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Camera, fit, fromScreen, metresPerPx, toScreen } from './projection';

const camera: Camera = {
  center: { latitude: 31.2304, longitude: 121.4737 },
  scale: 14,
  width: 375,
  height: 300,
};

test('a place comes back from where it is drawn', () => {
  const near = fc.record({
    latitude: fc.double({ min: 30, max: 32, noNaN: true }),
    longitude: fc.double({ min: 120, max: 123, noNaN: true }),
  });
  fc.assert(
    fc.property(near, (place) => {
      const back = fromScreen(camera, toScreen(camera, place));
      expect(back.latitude).toBeCloseTo(place.latitude, 8);
      expect(back.longitude).toBeCloseTo(place.longitude, 8);
    }),
  );
});

test('north is up, and a kilometre is as long as the scale says', () => {
  const north = toScreen(camera, { latitude: 31.2304 + 1 / 111.195, longitude: 121.4737 });
  expect(north.x).toBeCloseTo(187.5);
  expect(150 - north.y).toBeCloseTo(1000 / metresPerPx(camera), 0);
});

test('fit shows every point inside the padding', () => {
  const points = [
    { latitude: 31.2, longitude: 121.4 },
    { latitude: 31.3, longitude: 121.5 },
    { latitude: 31.25, longitude: 121.6 },
  ];
  const shown = fit(camera, points, [20, 30, 40, 50]);
  for (const point of points) {
    const { x, y } = toScreen(shown, point);
    expect(x).toBeGreaterThan(49.9);
    expect(x).toBeLessThan(375 - 29.9);
    expect(y).toBeGreaterThan(19.9);
    expect(y).toBeLessThan(300 - 39.9);
  }
});
