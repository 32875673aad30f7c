/** `wx.createMapContext`: what page code does with a map. */
import type { LatLng } from './projection';

/** The map component's side. */
export interface MapHandle {
  center(): LatLng;
  scale(): number;
  region(): { southwest: LatLng; northeast: LatLng };
  moveTo(center: LatLng | undefined): void;
  show(points: readonly LatLng[], padding?: readonly number[]): void;
}

interface Callbacks<T> {
  success?: (result: T & { errMsg: string }) => void;
  complete?: (result: T & { errMsg: string }) => void;
}

function answer<T extends object>(name: string, option: Callbacks<T> | undefined, result: T) {
  const full = { ...result, errMsg: `${name}:ok` };
  option?.success?.(full);
  option?.complete?.(full);
  return Promise.resolve(full);
}

export function mapContext(handle: MapHandle | undefined) {
  return {
    getCenterLocation: (option?: Callbacks<LatLng>) =>
      answer('getCenterLocation', option, handle?.center() ?? { latitude: 0, longitude: 0 }),
    getScale: (option?: Callbacks<{ scale: number }>) =>
      answer('getScale', option, { scale: handle?.scale() ?? 16 }),
    getRegion(option?: Callbacks<{ southwest: LatLng; northeast: LatLng }>) {
      const none = { latitude: 0, longitude: 0 };
      return answer('getRegion', option, handle?.region() ?? { southwest: none, northeast: none });
    },
    moveToLocation(option?: Callbacks<object> & Partial<LatLng>) {
      const { latitude, longitude } = option ?? {};
      handle?.moveTo(
        latitude === undefined || longitude === undefined ? undefined : { latitude, longitude },
      );
      return answer('moveToLocation', option, {});
    },
    includePoints(option: Callbacks<object> & { points: LatLng[]; padding?: number[] }) {
      handle?.show(option.points, option.padding);
      return answer('includePoints', option, {});
    },
  };
}
