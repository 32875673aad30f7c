import { BUSINESS_HOURS, hourKey } from '#shared/domain/board';
import { addDays } from '#shared/domain/time';
import type { SalesDayDoc } from '#shared/model/docs';

/** A month, so that every weekday is there four times. */
export const TREND_DAYS = 30;

/** Sales by hour in the order of the business day. */
export const hourSeries = (
  today: readonly Pick<SalesDayDoc, 'hours'>[],
  lastWeek: readonly Pick<SalesDayDoc, 'hours'>[],
) => {
  const at = (days: readonly Pick<SalesDayDoc, 'hours'>[], hour: number) =>
    days.reduce((sum, { hours }) => sum + (hours[hourKey(hour)] ?? 0), 0);
  return BUSINESS_HOURS.map((hour) => ({
    hour,
    salesFen: at(today, hour),
    lastWeekFen: at(lastWeek, hour),
  }));
};

/** The last days up to `day`, oldest first; days without sales are there with zero. */
export const daySeries = (
  docs: readonly Pick<SalesDayDoc, 'day' | 'salesFen' | 'orders'>[],
  day: string,
) =>
  Array.from({ length: TREND_DAYS }, (_, i) => {
    const date = addDays(day, i - TREND_DAYS + 1);
    const own = docs.filter((doc) => doc.day === date);
    return {
      day: date,
      salesFen: own.reduce((sum, doc) => sum + doc.salesFen, 0),
      orders: own.reduce((sum, doc) => sum + doc.orders, 0),
    };
  });
