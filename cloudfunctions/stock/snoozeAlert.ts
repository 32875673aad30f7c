import { snoozeAlert } from '#shared/contracts/stock';
import { DAY_MS } from '#shared/domain/time';
import { serve } from '../kit/serve';

/** Silences a living alert for some days. It wakes early when the shelf goes from low to empty. */
export const main = serve(snoozeAlert, async (input, ctx) => {
  const until = ctx.now + input.days * DAY_MS;
  return ctx.write(async (tx) => {
    const alert = await tx.get('alerts', input.alertId);
    if (!alert || alert.status === 'closed') return ctx.refuse('NOT_FOUND');
    ctx.reach(alert.storeId);
    await tx.update('alerts', alert._id, { set: { status: 'snoozed', snoozedUntil: until } });
    tx.audit({
      target: 'alerts',
      targetId: alert._id,
      storeId: alert.storeId,
      before: { status: alert.status, snoozedUntil: alert.snoozedUntil },
      after: { status: 'snoozed', snoozedUntil: until },
    });
    return { until };
  });
});
