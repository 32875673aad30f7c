import { setHours } from '#shared/contracts/stores';
import { overlaps } from '#shared/domain/hours';
import { serve } from '../kit/serve';
import { changeStore } from './changeStore';

export const main = serve(setHours, async (input, ctx) => {
  const { hours: week, specialDays, closures, lastOrderMin } = input;
  if (overlaps(week) || specialDays.some((day) => overlaps([day.spans])))
    return ctx.refuse('OVERLAP');
  const days = specialDays.map((special) => special.day);
  if (new Set(days).size < days.length)
    return ctx.refuse('BAD_INPUT', { message: '同一个特殊日期设置了两次，请合并' });
  if (closures.some(({ from, to }) => to <= from))
    return ctx.refuse('BAD_INPUT', { message: '临时停业的结束时间要晚于开始时间' });

  const hours = { week, specialDays, closures, lastOrderMin };
  return changeStore(ctx, input, () => ({ hours }));
});
