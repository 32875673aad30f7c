import type { Calls } from '#shared/contracts/index';
import type { Out } from '#shared/contracts/kit';

export type CompareRow = Out<Calls['compareRegions']>['rows'][number];
