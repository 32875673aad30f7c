import type { Calls } from '#shared/contracts/index';
import type { In, Out } from '#shared/contracts/kit';

export type Shop = Out<Calls['getStoreHq']>;
export type ShopRow = Out<Calls['listStoresHq']>['items'][number];
export type ShopForm = In<Calls['saveStore']>['form'];
export type Span = Shop['hours'][number][number];
export type Area = Shop['area'];
export const STATUSES = ['draft', 'open', 'paused', 'closing', 'closed'] as const;
export type ShopStatus = (typeof STATUSES)[number];

/** What a shop may become next; the server decides, this only keeps senseless buttons away. */
export const NEXT: Readonly<Record<ShopStatus, readonly ShopStatus[]>> = {
  draft: ['open'],
  open: ['paused', 'closing'],
  paused: ['open', 'closing'],
  closing: ['closed', 'open'],
  closed: [],
};
