import type { Calls } from '#shared/contracts/index';
import type { Out } from '#shared/contracts/kit';

export type StockRow = Out<Calls['listStockHq']>['items'][number];
export type AlertRow = Out<Calls['listAlerts']>['items'][number];
export type CountRow = Out<Calls['listCountsHq']>['items'][number];
