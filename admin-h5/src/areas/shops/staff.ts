import type { Calls } from '#shared/contracts/index';
import type { Out } from '#shared/contracts/kit';

export type StaffRow = Out<Calls['listStaff']>['items'][number];
