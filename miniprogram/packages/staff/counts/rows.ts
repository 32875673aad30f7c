import type { Calls } from '#shared/contracts/index';
import type { In } from '#shared/contracts/kit';
import { money } from '#shared/domain/money';
import { shortTime } from '#shared/domain/time';
import type { CountBrief, CountScopes } from '../../../services/shapes';

export interface ScopeRow {
  key: string;
  label: string;
  count: number;
  scope: In<Calls['startCount']>['scope'];
}
export interface Shown extends CountBrief {
  tone: string;
  when: string;
  value: string;
}

const TONES: Record<CountBrief['status'], string> = {
  draft: 'tag-mute',
  counting: 'tag-info',
  counted: 'tag-warn',
  recount: 'tag-accent',
  approved: 'tag-brand',
  posted: 'tag-brand',
  void: 'tag-mute',
};

export const shown = (count: CountBrief): Shown => ({
  ...count,
  tone: TONES[count.status],
  when: shortTime(count.createdAt),
  value:
    count.lossFen + count.gainFen === 0
      ? ''
      : `盘亏 ${money(count.lossFen)} · 盘盈 ${money(count.gainFen)}`,
});

/** What can be counted at a time, the smallest bites first. */
export const scopeRows = ({ all, categories, shelves }: CountScopes): ScopeRow[] => [
  ...shelves.map(({ shelf, count }): ScopeRow => ({
    key: `s:${shelf}`,
    label: `货架 ${shelf}`,
    count,
    scope: { kind: 'shelf', shelf },
  })),
  ...categories.map(({ categoryId, name, count }): ScopeRow => ({
    key: `c:${categoryId}`,
    label: name,
    count,
    scope: { kind: 'category', categoryId },
  })),
  { key: 'all', label: '全店', count: all, scope: { kind: 'all' } },
];
