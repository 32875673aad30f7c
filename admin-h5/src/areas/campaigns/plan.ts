import { DAY_MS, addDays, dayOf, startOf } from '#shared/domain/time';
import { now } from '../../clock';
import { t } from '../../i18n/index';
import type { Show } from '../../ui/conflict';
import { when } from '../../ui/format';
import type { Plan, Template } from './types';

/** From tomorrow's midnight, a week, everywhere. */
export function blankPlan(days = 7): Plan {
  const from = startOf(addDays(dayOf(now()), 1));
  return {
    name: '',
    note: '',
    place: { storeIds: [], storeTags: [], regionIds: [] },
    from,
    until: from + days * DAY_MS,
    rules: [],
    bundleSkuIds: [],
    page: null,
  };
}
export const fromTemplate = ({ name, days, plan }: Template): Plan => ({
  ...blankPlan(days),
  name,
  rules: structuredClone(plan.rules),
  page: { ...plan.page },
});

export function planLabels(): Readonly<Record<string, string>> {
  const w = t.value.campaigns.form;
  return {
    name: w.name,
    note: w.note,
    place: w.place,
    from: t.value.day.from,
    until: t.value.day.to,
    rules: w.rules,
    bundleSkuIds: w.bundles,
    page: w.page,
  };
}
/** A field of a plan as a reader sees it. */
export const planText: Show = (value, key) => {
  if (key === 'from' || key === 'until') return when(Number(value));
  if (key === 'rules' && Array.isArray(value))
    return value.map((rule: { name: string }) => rule.name).join('、') || '–';
  if (value === null) return '–';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};
