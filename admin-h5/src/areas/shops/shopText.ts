import { dayOf } from '#shared/domain/time';
import { t } from '../../i18n/index';
import type { Show } from '../../ui/conflict';
import { distance, money } from '../../ui/format';
import { spansText } from './hours';
import type { Area, Shop, ShopForm } from './types';

const yesNo = (on: unknown): string => (on === true ? t.value.act.yes : t.value.act.no);

/** Parts of a shop in words, for a reader who compares two versions of it. */
export const profileText: Show = (value, key) => {
  if (typeof value === 'boolean') return yesNo(value);
  if (key === 'type') return t.value.shops.type[value as ShopForm['type']];
  if (Array.isArray(value)) return value.join('、');
  if (key === 'loc') {
    const { lng, lat } = value as ShopForm['loc'];
    return `${lng.toFixed(5)}, ${lat.toFixed(5)}`;
  }
  return String(value ?? '');
};

/** Fields come by name from the form whose type names them. */
export const hoursText: Show = (value, key) => {
  const w = t.value.shops;
  const spans = (list: Shop['hours'][number]): string => spansText(list, w.nextDay) || w.dayOff;
  switch (key) {
    case 'hours':
      return weekText((value as Shop['hours']).map(spans), w.weekdays);
    case 'specialDays':
      return (value as Shop['specialDays']).map((d) => `${d.day} ${spans(d.spans)}`).join('；');
    case 'closures':
      return (value as Shop['closures'])
        .map((c) => `${dayOf(c.from)}–${dayOf(c.to - 1)} ${c.reason}`)
        .join('；');
    default:
      return `${String(value)} ${w.minutes}`;
  }
};

/** Days of the same hours told together. */
function weekText(days: readonly string[], names: readonly string[]): string {
  const groups = new Map<string, string[]>();
  days.forEach((hours, day) => groups.set(hours, [...(groups.get(hours) ?? []), names[day] ?? '']));
  return [...groups]
    .map(([hours, on]) => (on.length === 7 ? hours : `${on.join('、')} ${hours}`))
    .join('；');
}

export const areaText: Show = (value, key) => {
  const w = t.value.shops.area;
  switch (key) {
    case 'polygon': {
      const rings = value as Area['polygon'];
      return rings ? w.drawn((rings[0]?.length ?? 1) - 1, rings.length - 1) : w.radius;
    }
    case 'radiusM':
      return distance(Number(value));
    case 'tiers':
      return (value as Area['tiers'])
        .map((tier) => `${distance(tier.uptoM)} ${money(tier.feeFen)} ${tier.etaMin}`)
        .join('；');
    default:
      return value === null ? w.never : money(Number(value));
  }
};
