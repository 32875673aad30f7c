/** Lengths of the mini-program in units of the browser; used by the build and, for inline styles, at run time. */

const RPX = /(-?\d*\.?\d+)rpx\b/g;
const VIEWPORT = /(-?\d*\.?\d+)(vw|vh)\b/g;

/**
 * 750 rpx are the short side of the screen (WeChat measures the height in landscape), so `vmin`.
 * `vw` and `vh` mean the page between the bars, which is a size container here.
 */
export function browserUnits(css: string): string {
  if (!/rpx|v[wh]\b/.test(css)) return css;
  return css
    .replace(VIEWPORT, (_, n: string, unit: string) => `${n}${unit === 'vw' ? 'cqw' : 'cqh'}`)
    .replace(RPX, (_, n: string) => `${Number((Number(n) / 7.5).toFixed(4))}vmin`);
}
