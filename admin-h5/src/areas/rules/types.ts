import type { Calls } from '#shared/contracts/index';
import type { Out } from '#shared/contracts/kit';

export type Rules = Out<Calls['getMoneyRules']>;
export type Level = Rules['levels'][number];
export type Points = Rules['points'];
export type Wallet = Rules['wallet'];
export type Card = Rules['card'];
export type RulePart = 'levels' | 'points' | 'wallet' | 'card';
