import type { AlarmDoc } from '#shared/model/docs';
import type { Ctx } from '../../kit/ports';

type Alarm = Pick<AlarmDoc, 'kind' | 'key' | 'text'>;
const idOf = ({ kind, key }: Pick<Alarm, 'kind' | 'key'>): string => `${kind}:${key}`;

/** Opens an alarm, or says again that it stands. */
export async function raise(ctx: Pick<Ctx, 'db' | 'now' | 'log'>, alarm: Alarm): Promise<void> {
  const _id = idOf(alarm);
  ctx.log({ [`alarm:${_id}`]: alarm.text });
  const fresh: AlarmDoc = { _id, ...alarm, status: 'open', firstAt: ctx.now, lastAt: ctx.now };
  if (await ctx.db.insert('alarms', fresh)) return;
  const again = { text: alarm.text, status: 'open', lastAt: ctx.now };
  if (await ctx.db.update('alarms', _id, { set: again }, { status: 'open' })) return;
  await ctx.db.update('alarms', _id, { set: { ...again, firstAt: ctx.now } });
}

/** Found right again. */
export const calm = (
  ctx: Pick<Ctx, 'db' | 'now'>,
  alarm: Pick<Alarm, 'kind' | 'key'>,
): Promise<boolean> =>
  ctx.db.update(
    'alarms',
    idOf(alarm),
    { set: { status: 'closed', lastAt: ctx.now } },
    { status: 'open' },
  );
