import { Cron } from 'croner';

/** Timers of the cloud keep China's time, wherever the developer sits. */
const ZONE = 'Asia/Shanghai';

/**
 * The next instant (epoch ms) after `from` that a seven-field expression names: second minute hour day month
 * weekday year. Throws on a malformed one.
 */
export const nextRun = (expression: string, from: number): number | undefined => {
  if (expression.trim().split(/\s+/).length !== 7) {
    throw new Error(`cron "${expression}" must have seven fields`);
  }
  const cron = new Cron(expression, { timezone: ZONE, paused: true });
  return cron.nextRun(new Date(from))?.getTime();
};
