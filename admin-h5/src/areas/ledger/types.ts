import type { Calls } from '#shared/contracts/index';
import type { Out } from '#shared/contracts/kit';

export type Report = Out<Calls['getLedgerReport']>;
export type AccountRow = Report['accounts'][number];
export type OwedRow = Report['owed'][number];
export type Settlements = Out<Calls['listSettlements']>;
export type Settlement = Settlements['items'][number];
