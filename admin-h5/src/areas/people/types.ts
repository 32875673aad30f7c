import type { Calls } from '#shared/contracts/index';
import type { Out } from '#shared/contracts/kit';

export type Person = Out<Calls['listPeople']>['items'][number];
