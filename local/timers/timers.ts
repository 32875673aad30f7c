import type { Clock } from '../clock/clock';
import type { CloudFunction } from '../functions/catalog';
import { nextRun } from './cron';

export interface Timer {
  /** `function/trigger`: trigger names repeat between functions. */
  readonly id: string;
  readonly name: string;
  readonly functionName: string;
  readonly cron: string;
  /** Epoch ms of the world's clock; none when the expression never comes round again. */
  readonly next?: number;
  readonly lastRun?: number;
}

export interface TimersOptions {
  readonly clock: Clock;
  readonly functions: () => CloudFunction[];
  readonly invoke: (functionName: string, event: object) => Promise<unknown>;
  readonly onLog: (line: string) => void;
}

type Plan = { timer: Timer; cancel: () => void };

/**
 * Runs the timer triggers of all functions by the world's clock. A jump over many turns runs a timer once, as a
 * platform that was away would; what was missed while nothing ran is not made up for.
 */
export const createTimers = ({ clock, functions, invoke, onLog }: TimersOptions) => {
  const plans = new Map<string, Plan>();
  const lastRuns = new Map<string, number>();

  const run = async (timer: Timer): Promise<unknown> => {
    const now = clock.now();
    lastRuns.set(timer.id, now);
    const time = new Date(now).toISOString().replace(/\.\d+Z$/, 'Z');
    return invoke(timer.functionName, {
      Type: 'Timer',
      TriggerName: timer.name,
      Time: time,
      Message: '',
    });
  };

  const plan = (functionName: string, name: string, cron: string) => {
    const next = nextRun(cron, clock.now());
    const id = `${functionName}/${name}`;
    const last = lastRuns.get(id);
    const timer: Timer = {
      id,
      name,
      functionName,
      cron,
      ...(next === undefined ? {} : { next }),
      ...(last === undefined ? {} : { lastRun: last }),
    };
    const due = () => {
      const running = run(timer);
      plan(functionName, name, cron);
      return running;
    };
    plans.set(id, { timer, cancel: next === undefined ? () => {} : clock.at(next, due) });
  };

  /** Reads the triggers anew: functions changed, or the clock went back. */
  const refresh = (): void => {
    for (const { cancel } of plans.values()) cancel();
    plans.clear();
    for (const fn of functions()) {
      for (const trigger of fn.triggers) {
        try {
          plan(fn.name, trigger.name, trigger.config);
        } catch (error) {
          onLog(
            `${fn.name} 的定时器 ${trigger.name} 无效：${error instanceof Error ? error.message : ''}`,
          );
        }
      }
    }
  };
  clock.onMove(({ from, to }) => {
    if (to < from) refresh();
  });
  refresh();

  return {
    refresh,
    all: (): Timer[] =>
      [...plans.values()].map(({ timer }) => {
        const last = lastRuns.get(timer.id);
        return last === undefined ? timer : { ...timer, lastRun: last };
      }),
    /** Runs a timer now; its next turn stays where it is. Takes an id, a trigger's or a function's name. */
    runNow: (name: string): Promise<unknown> => {
      const timers = [...plans.values()].map(({ timer }) => timer);
      const timer = timers.find((one) => [one.id, one.name, one.functionName].includes(name));
      if (!timer) throw new Error(`no timer named ${name}`);
      return run(timer);
    },
  };
};

export type Timers = ReturnType<typeof createTimers>;
