import { parseArgs } from 'node:util';
import { HORIZON } from '#shared/domain/forecast/series';

export interface Flags {
  readonly sales: string;
  readonly calendar: string;
  readonly prices: string | undefined;
  readonly out: string;
  readonly horizon: number;
  /** Past weeks to forecast and compare; 0: none. */
  readonly backtest: number;
  /** Days between their beginnings. */
  readonly apart: number;
  /** Learns anew before each of those weeks, as the chain's weekly training does. */
  readonly retrain: boolean;
}
const USAGE = `npm run forecast -- --sales FILE --calendar FILE [--prices FILE] --horizon 7 [--backtest N [--apart 7] [--retrain]] --out FILE.csv[.gz]

  --sales     销售历史（格式见 docs/forecast.md，可用 .gz）
  --calendar  日历：休息日、节日
  --prices    价格变动（M5 格式；放在销售文件旁边、名字里是 _prices 时会自动读取）
  --backtest  用最近 N 周检验：先学更早的历史，再逐周预测并与实际比较
  --apart     相邻两周的间隔（天），默认 7
  --retrain   每一周都重新学习，像系统每周做的那样；不加时只学一次`;

/** The flags, or a sentence saying what is wrong with them. */
export function readFlags(args: readonly string[]): Flags | string {
  const text = { type: 'string' } as const;
  let values: Partial<Record<string, string>>;
  let retrain = false;
  try {
    const parsed = parseArgs({
      args: [...args],
      options: {
        sales: text,
        calendar: text,
        prices: text,
        out: text,
        horizon: text,
        backtest: text,
        apart: text,
        retrain: { type: 'boolean', default: false },
      },
    });
    ({ retrain = false, ...values } = parsed.values);
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`;
  }
  const { sales, calendar, prices, out } = values;
  if (sales === undefined || calendar === undefined || out === undefined) return USAGE;
  const horizon = Number(values.horizon ?? HORIZON);
  const backtest = Number(values.backtest ?? 0);
  const apart = Number(values.apart ?? HORIZON);
  if (!Number.isInteger(horizon) || horizon < 1 || horizon > HORIZON)
    return `--horizon 要在 1 到 ${HORIZON} 之间：再往后没有学过`;
  if (!Number.isInteger(backtest) || backtest < 0 || backtest > 104)
    return '--backtest 要在 0 到 104 周之间';
  if (!Number.isInteger(apart) || apart < 1 || apart > 364) return '--apart 要在 1 到 364 天之间';
  return { sales, calendar, prices, out, horizon, backtest, apart, retrain };
}
