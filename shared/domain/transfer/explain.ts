import { money } from '../money';

/** The numbers behind one suggested line. */
export interface LineFacts {
  readonly qty: number;
  readonly gainFen: number;
  readonly distanceM: number;
  readonly unit: string;
  readonly from: { readonly name: string; readonly available: number; readonly perDay: number };
  readonly to: {
    readonly name: string;
    readonly available: number;
    readonly coming: number;
    readonly perDay: number;
  };
}

/** One sentence with its numbers: why here, why from there, what it brings. */
export function explain({ qty, gainFen, distanceM, unit, from, to }: LineFacts): string {
  const have = to.available + to.coming;
  const comes = to.coming > 0 ? `（含在途 ${to.coming} ${unit}）` : '';
  const lasts =
    to.available <= 0 && to.coming === 0 ? '已断货' : `预计${days(have / to.perDay)}后缺货`;
  const slow =
    from.perDay > 0
      ? `日均售 ${tenth(from.perDay)} ${unit}，够卖${days(from.available / from.perDay)}`
      : '近期没有卖动';
  return (
    `${to.name}现有 ${have} ${unit}${comes}、日均售 ${tenth(to.perDay)} ${unit}，${lasts}；` +
    `${from.name}有 ${from.available} ${unit}，${slow}。` +
    `调 ${qty} ${unit}、路程 ${tenth(distanceM / 1000)} 公里，预计多赚 ${money(gainFen)}`
  );
}

const tenth = (n: number): string => String(Math.round(n * 10) / 10);
const days = (n: number): string =>
  n >= 999 ? ' 999 天以上' : n < 1 ? '不到 1 天' : ` ${Math.floor(n)} 天`;
