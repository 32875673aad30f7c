import type { Calls } from '#shared/contracts/index';
import type { Out } from '#shared/contracts/kit';
import type { Tone } from '../../ui/Tag.vue';

export type PurchaseRow = Out<Calls['listPurchases']>['items'][number];
export type Purchase = Out<Calls['getPurchase']>['purchase'];
export type SupplierRow = Out<Calls['listSuppliers']>['items'][number];
export type OwnPurchase = Out<Calls['listSupplierPurchases']>['items'][number];

export const TONES: Readonly<Record<PurchaseRow['status'], Tone>> = {
  draft: 'warn',
  approved: 'warn',
  sent: 'info',
  confirmed: 'info',
  shipped: 'info',
  received: 'good',
  matched: 'good',
  cancelled: 'quiet',
};
