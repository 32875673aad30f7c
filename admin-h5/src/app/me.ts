import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { CallName, Calls } from '#shared/contracts/index';
import type { Out } from '#shared/contracts/kit';
import { regionName } from '#shared/domain/regions';
import { call, type Failure } from '../call';
import { learnNow } from '../clock';

type Me = Out<Calls['whoAmIHq']>;
type Regions = Out<Calls['listRegions']>;
export type StoreName = Out<Calls['listStoreNames']>['items'][number];

/** Who is signed in, what they may do, and the names of the shops. */
export const useMe = defineStore('me', () => {
  const me = shallowRef<Me | null>(null);
  const stores = shallowRef<StoreName[]>([]);
  const regions = shallowRef<Regions>({ items: [], shops: [] });
  const failure = shallowRef<Failure | null>(null);
  const allowed = computed(() => new Set(me.value?.calls));

  async function load(): Promise<void> {
    const [who, names, places] = await Promise.all([
      call('whoAmIHq', {}),
      call('listStoreNames', {}),
      call('listRegions', {}),
    ]);
    failure.value = who.ok ? null : who;
    if (who.ok) {
      learnNow(who.data.now);
      me.value = who.data;
    }
    if (names.ok) stores.value = names.data.items;
    if (places.ok) regions.value = places.data;
  }
  async function reloadRegions(): Promise<void> {
    const places = await call('listRegions', {});
    if (places.ok) regions.value = places.data;
  }
  async function reloadStores(): Promise<void> {
    const names = await call('listStoreNames', {});
    if (names.ok) stores.value = names.data.items;
  }
  return {
    me,
    stores,
    failure,
    load,
    reloadStores,
    regions,
    reloadRegions,
    /** Regions that have shops, by their whole path. */
    regionOptions: computed(() =>
      regions.value.items
        .filter((one) => one.stores > 0)
        .map(({ regionId }) => ({
          value: regionId,
          label: regionName(regions.value.items, regionId),
        })),
    ),
    regionOf: (regionId: string) => regionName(regions.value.items, regionId),
    can: (name: CallName) => allowed.value.has(name),
    nameOf: (storeId: string) => stores.value.find((s) => s.storeId === storeId)?.name ?? storeId,
    forget: () => {
      me.value = null;
      stores.value = [];
      regions.value = { items: [], shops: [] };
    },
  };
});
