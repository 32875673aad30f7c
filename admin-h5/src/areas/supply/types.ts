import type { Calls } from '#shared/contracts/index';
import type { Out } from '#shared/contracts/kit';

export type Run = NonNullable<Out<Calls['listSuggestions']>['run']>;
export type SuggestionLine = Run['lines'][number];
export type Spot = Out<Calls['listSuggestions']>['stores'][number];
export type TransferRow = Out<Calls['listTransfersHq']>['items'][number];
export type RequestRow = Out<Calls['listRequestsHq']>['items'][number];

/** Lines that travel together. */
export interface Lane {
  readonly key: string;
  readonly fromStoreId: string;
  readonly toStoreId: string;
  readonly fromName: string;
  readonly toName: string;
  readonly distanceM: number;
  readonly costFen: number;
  readonly gainFen: number;
  readonly lines: readonly SuggestionLine[];
}

/** A run's lines by lane, the most worthwhile lane first. */
export function lanesOf(run: Run): Lane[] {
  const groups = new Map<string, SuggestionLine[]>();
  for (const line of run.lines) {
    const key = `${line.fromStoreId}>${line.toStoreId}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups]
    .flatMap(([key, lines]) => {
      const first = lines[0];
      if (!first) return [];
      const { fromStoreId, toStoreId, fromName, toName, distanceM } = first;
      const cost = run.lanes.find(
        (l) => l.fromStoreId === fromStoreId && l.toStoreId === toStoreId,
      );
      const gainFen = lines.reduce((sum, l) => sum + l.gainFen, 0);
      const costFen = cost?.costFen ?? 0;
      return [
        { key, fromStoreId, toStoreId, fromName, toName, distanceM, costFen, gainFen, lines },
      ];
    })
    .sort((a, b) => b.gainFen - b.costFen - (a.gainFen - a.costFen));
}

export const TRANSFER_TONES = {
  approved: 'warn',
  shipped: 'info',
  received: 'good',
  cancelled: 'quiet',
} as const;
