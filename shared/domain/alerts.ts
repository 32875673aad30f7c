/** Stock alerts: one living alert per shop and product, judged on what will be there, not on what is there. */

/** Days of sales the safety stock covers where none was set by hand. */
export const COVER_DAYS = 3;
/** A set safety stock rules; otherwise days of cover at the current pace. 0: nothing to watch. */
export const safetyOf = (given: number, perDay: number): number =>
  given > 0 ? given : Math.ceil(perDay * COVER_DAYS);

/** Goods on their way to a shop, each piece in exactly one of the three. */
export interface Coming {
  /** Shipped and not yet received. */
  readonly inTransit: number;
  /** Approved transfers that have not left yet. */
  readonly toShip: number;
  /** Requests HQ has not decided (a decided one is a transfer). Drafts help nobody. */
  readonly requested: number;
  /** Ordered from a supplier and not yet received. */
  readonly ordered: number;
}
export const NOTHING_COMING: Coming = { inTransit: 0, toShip: 0, requested: 0, ordered: 0 };
export const comingTotal = (coming: Coming): number =>
  coming.inTransit + coming.toShip + coming.requested + coming.ordered;

export function helpText({ inTransit, toShip, requested, ordered }: Coming): string {
  const parts = [
    inTransit > 0 && `在途 ${inTransit} 件`,
    toShip > 0 && `待发货 ${toShip} 件`,
    ordered > 0 && `采购在途 ${ordered} 件`,
    requested > 0 && `要货中 ${requested} 件`,
  ].filter((part) => part !== false);
  return parts.join('，') || '暂无补货';
}

export interface LivingAlert {
  readonly status: 'open' | 'snoozed' | 'closed';
  readonly level: 'low' | 'out';
  readonly projected: number;
  readonly safety: number;
  readonly help: string;
  readonly snoozedUntil: number | null;
  readonly firstAt: number;
}
export interface Situation {
  /** On sale in this shop; goods taken off the shelf need no alert. */
  readonly listed: boolean;
  readonly available: number;
  readonly coming: Coming;
  readonly safety: number;
  readonly perDay: number;
  /** Pieces that will have been asked for by the time help can be there. */
  readonly leadNeed?: number;
}
export type AlertStep =
  | { readonly do: 'nothing' }
  | { readonly do: 'close' }
  /** `news`: it was not open before. */
  | { readonly do: 'write'; readonly news: boolean; readonly alert: LivingAlert };

/** What becomes of the alert. A snooze ends by itself or when the shelf goes from low to empty. */
export function decideAlert(
  now: number,
  before: LivingAlert | undefined,
  seen: Situation,
): AlertStep {
  const projected = Math.round(seen.available + comingTotal(seen.coming) - (seen.leadNeed ?? 0));
  const wanted = seen.listed && seen.safety > 0 && projected < seen.safety;
  const living = before && before.status !== 'closed' ? before : undefined;
  if (!wanted) return living ? { do: 'close' } : { do: 'nothing' };

  const level = seen.available <= 0 ? 'out' : 'low';
  const worse = living?.level === 'low' && level === 'out';
  const asleep =
    living?.status === 'snoozed' && (living.snoozedUntil ?? 0) > now && !worse ? living : undefined;
  const alert: LivingAlert = {
    status: asleep ? 'snoozed' : 'open',
    level,
    projected,
    safety: seen.safety,
    help: helpText(seen.coming),
    snoozedUntil: asleep?.snoozedUntil ?? null,
    firstAt: living?.firstAt ?? now,
  };
  if (living && same(living, alert)) return { do: 'nothing' };
  return { do: 'write', news: living?.status !== alert.status && alert.status === 'open', alert };
}

const same = (a: LivingAlert, b: LivingAlert): boolean =>
  a.status === b.status &&
  a.level === b.level &&
  a.projected === b.projected &&
  a.safety === b.safety &&
  a.help === b.help;

/** Days until the shelf is empty at this pace; null without sales. */
export const daysLeft = (available: number, perDay: number): number | null =>
  perDay > 0 ? Math.round((Math.max(0, available) / perDay) * 10) / 10 : null;
