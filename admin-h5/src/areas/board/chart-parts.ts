type Colour = (name: string) => string;

/** Quiet axes: no frame, faint lines, few ticks. */
export const axes = (colour: Colour, labels: readonly string[], value: (n: number) => string) => ({
  animationDuration: 300,
  grid: { left: 4, right: 8, top: 20, bottom: 4, containLabel: true },
  xAxis: {
    type: 'category',
    data: [...labels],
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colour('--td-component-stroke') } },
    axisLabel: { color: colour('--td-text-color-placeholder'), fontSize: 11, hideOverlap: true },
  },
  yAxis: {
    type: 'value',
    splitNumber: 4,
    splitLine: { lineStyle: { color: colour('--td-component-stroke') } },
    axisLabel: {
      color: colour('--td-text-color-placeholder'),
      fontSize: 11,
      formatter: (n: number) => value(n).replace(/\.0+(?=\D|$)/, ''),
    },
  },
});

interface Hovered {
  readonly dataIndex: number;
  readonly seriesName: string;
  readonly value: number;
  readonly marker: string;
}
const isHovered = (one: unknown): one is Hovered =>
  typeof one === 'object' &&
  one !== null &&
  'seriesName' in one &&
  'value' in one &&
  typeof one.value === 'number';

/** What a column holds, one line a series; series of one name are parts of one. Names are the product's own words, not people's input. */
export const tip = (
  colour: Colour,
  title: (index: number) => string,
  value: (n: number, series: string) => string,
) => ({
  trigger: 'axis',
  backgroundColor: colour('--td-bg-color-container'),
  borderColor: colour('--td-component-stroke'),
  textStyle: { color: colour('--td-text-color-primary'), fontSize: 12 },
  formatter: (params: unknown): string => {
    const rows = (Array.isArray(params) ? params : [params])
      .filter(isHovered)
      .filter((row, i, all) => all.findIndex((r) => r.seriesName === row.seriesName) === i);
    const head = `<b>${title(rows[0]?.dataIndex ?? 0)}</b>`;
    const body = rows.map((r) => `${r.marker}${r.seriesName} ${value(r.value, r.seriesName)}`);
    return [head, ...body].join('<br/>');
  },
});
