import type { Calls } from '#shared/contracts/index';
import type { Out } from '#shared/contracts/kit';

export type Board = Out<Calls['getBoard']>;
export type BoardStore = Board['stores'][number];
export type Definitions = Readonly<Record<string, string>>;
