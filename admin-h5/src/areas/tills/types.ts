import type { Calls } from '#shared/contracts/index';
import type { Out } from '#shared/contracts/kit';

export type SessionRow = Out<Calls['listTillSessionsHq']>['items'][number];
export type SessionSheet = Out<Calls['getTillSessionHq']>;

export const SESSION_STATUSES = ['open', 'counted', 'closed'] as const;
export const SESSION_TONES = { open: 'info', counted: 'warn', closed: 'quiet' } as const;
